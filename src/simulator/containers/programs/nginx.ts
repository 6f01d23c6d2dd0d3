import { encode } from '../bytes.ts'
import { serveHttp } from '../http/server.ts'
import type { Headers } from '../http/message.ts'
import type { Process, Program } from '../program.ts'
import { refuse } from './tool.ts'

/** nginx as its image starts it: files of /usr/share/nginx/html on port 80. Any other configuration is refused by name. */
export const nginx: Program = async (process) => {
  const args = process.argv.slice(1).join(' ')
  if (args !== '' && args !== '-g daemon off;') return refuse(process, `\`nginx ${args}\``)
  const { promise, resolve } = Promise.withResolvers<number>()
  process.onSignal(() => resolve(0))
  serveHttp(
    process,
    80,
    (request) => {
      const path = request.url.pathname.endsWith('/')
        ? `${request.url.pathname}index.html`
        : request.url.pathname
      const bytes = process.files.read(`/usr/share/nginx/html${path}`)
      const code = request.method !== 'GET' && request.method !== 'HEAD' ? 405 : bytes === null ? 404 : 200
      const body =
        code === 200 && bytes !== null
          ? bytes
          : encode(errorPage(code === 405 ? '405 Not Allowed' : '404 Not Found'))
      accessLog(
        process,
        request.from.replace(/:\d+$/, ''),
        `${request.method} ${request.target} HTTP/1.1`,
        code,
        body.length,
      )
      return { code, body }
    },
    ({ length }, now): Headers => [
      ['Server', 'nginx/1.29.3'],
      ['Date', new Date(now).toUTCString()],
      ['Content-Type', 'text/html'],
      ['Content-Length', String(length)],
      ['Connection', 'keep-alive'],
    ],
  )
  return promise
}

/** The page that a server without other files shows. */
export const nginxFiles: ReadonlyMap<string, Uint8Array> = new Map([
  [
    '/usr/share/nginx/html/index.html',
    encode(
      '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n',
    ),
  ],
])

function errorPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.29.3</center>\r\n</body>\r\n</html>\r\n`
}

/** The combined log format. */
function accessLog(process: Process, from: string, request: string, code: number, length: number): void {
  const [, day, month, year, time] =
    /, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(new Date(process.clock.now()).toUTCString()) ?? []
  const when = `${day ?? ''}/${month ?? ''}/${year ?? ''}:${time ?? ''} +0000`
  process.stdout.write(
    encode(`${from} - - [${when}] "${request}" ${String(code)} ${String(length)} "-" "-" "-"\n`),
  )
}
