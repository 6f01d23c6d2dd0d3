import { get } from '../http/client.ts'
import type { Program } from '../program.ts'
import { options, pathOf, refuse, valueOf } from './tool.ts'

/** `wget -qO- URL` with -T and -t, in GNU wget's words (1.21) without its progress lines, which -q leaves out; without -q it is refused. */
export const wget: Program = async (process) => {
  const read = options(
    process.argv.slice(1),
    ['-q', '--quiet', '-S', '--spider'],
    ['-O', '-T', '-t', '--timeout', '--tries', '--header', '--output-document'],
  )
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  if (!read.set.has('-q') && !read.set.has('--quiet')) return refuse(process, 'its progress output (use -q)')
  if (read.set.has('-S') || read.set.has('--spider')) return refuse(process, 'the option -S or --spider')
  const given = read.operands[0] ?? ''
  const url = URL.parse(/^[a-z]+:\/\//i.test(given) ? given : `http://${given}`)
  if (url?.protocol !== 'http:') return refuse(process, `the URL ${JSON.stringify(given)}`)
  const addresses = await process.network.resolve(url.hostname)
  // -q is silent about failures too.
  if (typeof addresses === 'string') return 4
  const timeout = Number(valueOf(read, '-T', '--timeout') ?? 900) * 1000
  const answer = await get(
    process.network,
    process.clock,
    {
      address: addresses[0] ?? '',
      port: Number(url.port || 80),
      target: `${url.pathname}${url.search}`,
      headers: [
        ['Host', url.host],
        ['User-Agent', 'Wget/1.21.3'],
        ['Accept', '*/*'],
        ['Accept-Encoding', 'identity'],
        ['Connection', 'Keep-Alive'],
      ],
    },
    timeout,
  )
  if (typeof answer === 'string') return 4
  if (answer.code >= 400) return 8
  if (answer.code >= 300) return refuse(process, 'a redirection')
  const file = valueOf(read, '-O', '--output-document') ?? (url.pathname.replace(/.*\//, '') || 'index.html')
  if (file === '-') process.stdout.write(answer.body)
  else process.files.write(pathOf(process, file), answer.body)
  return 0
}
