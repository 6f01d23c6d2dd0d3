import { request, type IncomingHttpHeaders } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../../src/app/app.ts'
import { serve, type Door } from '../../src/server/serve.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A door on a free port, with an interface of three files, and a client that sends exactly what it is told to. */
export class OpenDoor {
  readonly door: Door
  readonly token: string
  readonly #folder: string

  static async of(app: App, now: () => number = Date.now): Promise<OpenDoor> {
    const folder = mkdtempSync(join(tmpdir(), 'kubedrill-door-'))
    const rendererDir = join(folder, 'renderer')
    mkdirSync(join(rendererDir, 'assets'), { recursive: true })
    writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>kubedrill</title>')
    writeFileSync(join(rendererDir, 'assets', 'index-BhM4CxZ0.js'), 'export {}')
    writeFileSync(join(rendererDir, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    writeFileSync(join(folder, 'secret.txt'), 'outside')
    return new OpenDoor(await serve({ app, rendererDir, port: 0, now }), folder)
  }

  private constructor(door: Door, folder: string) {
    this.door = door
    this.token = new URL(door.url).searchParams.get('token') ?? ''
    this.#folder = folder
  }

  get host(): string {
    return `127.0.0.1:${this.door.port}`
  }
  get origin(): string {
    return `http://${this.host}`
  }
  get cookie(): string {
    return `kubedrill-${this.door.port}=${this.token}`
  }

  /** What the interface's own page sends with a call. */
  get pageHeaders(): Record<string, string> {
    return {
      cookie: this.cookie,
      origin: this.origin,
      'content-type': 'application/json',
      'x-kubedrill': '1',
    }
  }

  headersWithout(left: string): Record<string, string> {
    return Object.fromEntries(Object.entries(this.pageHeaders).filter(([name]) => name !== left))
  }

  /** Sends the path as it is, dots and all. */
  ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.door.port, path, method, headers, agent: false },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (text += chunk))
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  call(name: string, input: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask(`/api/call/${name}`, {
      method: 'POST',
      headers: { ...this.pageHeaders, ...headers },
      body: JSON.stringify(input),
    })
  }

  async ticket(purpose: unknown): Promise<string> {
    const { text } = await this.ask('/api/ticket', {
      method: 'POST',
      headers: this.pageHeaders,
      body: JSON.stringify(purpose),
    })
    return (JSON.parse(text) as { ticket: string }).ticket
  }

  async close(): Promise<void> {
    await this.door.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** The error that an answer carries. */
export function errorOf({ text }: Answer): { code: string; message: string; remedy: string; exit: number } {
  return (JSON.parse(text) as { error: { code: string; message: string; remedy: string; exit: number } })
    .error
}
