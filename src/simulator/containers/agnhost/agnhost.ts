import { encode } from '../bytes.ts'
import { serveHttp } from '../http/server.ts'
import type { Process, Program } from '../program.ts'
import { complain, options, pause, refuse, say, valueOf } from '../programs/tool.ts'
import { connect } from './connect.ts'
import { goLog } from './go-log.ts'
import { netexec } from './netexec.ts'

/** kubernetes `test/images/agnhost`: netexec, connect, pause, serve-hostname; its other commands are refused by name. */
export const agnhost: Program = async (process) => {
  const [, command, ...args] = process.argv
  switch (command) {
    case 'netexec':
      return netexec(process, args)
    case 'connect':
      return connect(process, args)
    case 'pause':
      return pauseCommand(process)
    case 'serve-hostname':
      return serveHostname(process, args)
    case '--version':
      return say(process, 'app version 2.59\n')
    default:
      return refuse(process, command === undefined ? 'its help' : `the command ${command}`)
  }
}

function pauseCommand(process: Process): Promise<number> {
  say(process, 'Paused\nSignals registered\n')
  const { promise, resolve } = Promise.withResolvers<number>()
  process.onSignal((signal) => {
    const word = signal === 'SIGINT' ? 'interrupt' : 'terminated'
    const text = `exiting because of signal "${word}"\n`
    process.files.write(
      process.environment.get('TERMINATION_MESSAGE_PATH') ?? '/dev/termination-log',
      encode(text),
    )
    say(process, text)
    resolve(signal === 'SIGINT' ? 1 : 2)
  })
  return promise
}

async function serveHostname(process: Process, args: readonly string[]): Promise<number> {
  const read = options(args, ['--tcp', '--udp', '--http', '--close'], ['--port'])
  if (typeof read === 'string') return refuse(process, `serve-hostname ${read}`)
  const flag = (name: string, otherwise: boolean) => {
    const value = valueOf(read, name)
    return value === null ? otherwise : value !== 'false'
  }
  const port = Number(valueOf(read, '--port') ?? 9376)
  const [tcp, udp, http] = [flag('--tcp', false), flag('--udp', false), flag('--http', true)]
  if (http && (tcp || udp)) {
    goLog(process, "Can't server TCP/UDP mode and HTTP mode at the same time")
    return 1
  }
  const name = encode(process.hostname)
  if (tcp) {
    process.network.listenTcp(port, (connection) => {
      goLog(process, `TCP request from ${connection.remoteAddress}:${String(connection.remotePort)}`)
      connection.write(name)
      connection.end()
    })
  }
  if (udp) {
    process.network.listenUdp(port, (_payload, reply, from) => {
      goLog(process, `UDP request from ${from.address}:${String(from.port)}`)
      reply(name)
    })
  }
  if (http) {
    serveHttp(process, port, (request) => {
      goLog(process, `HTTP request from ${request.from}`)
      return {
        code: 200,
        headers: flag('--close', false) ? [['Connection', 'close']] : [],
        body: process.hostname,
      }
    })
  }
  goLog(process, `Serving on port ${String(port)}.`)
  const { promise, resolve } = Promise.withResolvers<number>()
  process.onSignal((signal) => {
    if (signal !== 'SIGTERM') {
      resolve(2)
      return
    }
    goLog(process, 'Shutting down after receiving signal: terminated.')
    goLog(process, 'Awaiting pod deletion.')
    pause(process, 60_000).then(
      () => resolve(0),
      () => resolve(1),
    )
  })
  return promise
}

/** A process that only lives: /pause, and the control plane's own. SIGTERM and SIGINT end it. */
export const pauseProgram: Program = (process) => {
  const { promise, resolve } = Promise.withResolvers<number>()
  process.onSignal(() => resolve(0))
  return promise
}

/** A tool that the image has and the simulator does not model. */
export function unmodelledTool(name: string): Program {
  return async (process) => complain(process, `${name}: not modelled yet by the embedded cluster\n`, 126)
}
