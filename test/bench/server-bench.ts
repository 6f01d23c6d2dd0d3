import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { BenchRow } from './bench-row.ts'
import { median } from './bench-row.ts'

const program = resolve(import.meta.dirname, '../../out/main/kubedrill.js')
const bare = `require('node:http').createServer((q, r) => r.end('{}')).listen(0, '127.0.0.1', function () {
  console.log('at http://127.0.0.1:' + this.address().port + '/')
})`

/** From starting the process to the first answer of a call, against a bare Node server that answers `{}`. */
export async function benchServer(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-bench-'))
  try {
    const ours = await median(7, () =>
      untilAnswer([program, '--data', dataDir, 'serve', '--no-open'], async (url) => {
        const token = new URL(url).searchParams.get('token') ?? ''
        return fetch(new URL('/api/call/study.today', url), {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-kubedrill': '1',
            authorization: `Bearer ${token}`,
            origin: new URL(url).origin,
          },
          body: '{}',
        })
      }),
    )
    const least = await median(7, () => untilAnswer(['-e', bare], (url) => fetch(url)))
    return [
      {
        name: 'cold start of the server to the first answer',
        ours,
        alternative: { name: 'a bare Node server that answers {}', ms: least },
        note: 'opens the database, reads and checks the curriculum, answers study.today',
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function untilAnswer(args: readonly string[], ask: (url: string) => Promise<Response>): Promise<void> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await new Promise<string>((told, failed) => {
      child.once('exit', () => {
        failed(new Error('the server ended'))
      })
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = /https?:\S+/.exec(line)?.[0]
        if (found !== undefined) told(found)
      })
    })
    const response = await ask(url)
    if (!response.ok) throw new Error(`the server answered ${response.status}: ${await response.text()}`)
    await response.text()
  } finally {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
  }
}
