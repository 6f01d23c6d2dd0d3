import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { statusOf, type ApiAnswer, type ApiRequest } from '../api/requests/answer.ts'
import { notModelled } from '../api/requests/dispatch.ts'
import { admitRequest, type AccessPorts } from '../api/server/handle-request.ts'
import { StatusError } from '../api/status-error.ts'
import type { Containers } from '../api/streams/containers.ts'
import { serveExec } from '../api/streams/exec-stream.ts'
import { logRequest } from '../api/streams/log-request.ts'
import { servePortForward } from '../api/streams/port-forward-stream.ts'
import type { ByteSink } from '../containers/program.ts'
import { refuseUpgrade } from '../api/streams/upgrade.ts'

/** Answers requests to switch protocols: exec, attach and port-forward of Pods. */
export function podStreams(
  access: AccessPorts,
  containers: Containers,
  reportError: (error: unknown) => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (incoming, socket, head) => {
    // A peer that goes away in the middle is no defect.
    socket.on('error', () => socket.destroy())
    try {
      serve(admitRequest(access, incoming, new Uint8Array()), { request: incoming, socket, head })
    } catch (error) {
      if (!(error instanceof StatusError)) reportError(error)
      const refusal =
        error instanceof StatusError ? error : new StatusError('InternalError', statusOf(error).message ?? '')
      refuseUpgrade(socket, refusal)
    }
  }

  function serve(request: ApiRequest, upgrade: Parameters<typeof serveExec>[0]): void {
    const { resource, subresource, namespace, name } = request.info
    const query = request.url.searchParams
    const target = { namespace, pod: name, container: query.get('container') }
    switch (`${resource}/${subresource}`) {
      case 'pods/exec':
        serveExec(upgrade, 'exec', target, query, containers, reportError)
        return
      case 'pods/attach':
        serveExec(upgrade, 'attach', target, query, containers, reportError)
        return
      case 'pods/portforward':
        servePortForward(upgrade, target, containers, reportError)
        return
      default:
        throw notModelled(`${resource}/${subresource} as a stream`)
    }
  }
}

/** Answers GET pods/NAME/log. Throws a StatusError. */
export function podLog(containers: Containers, { info, url }: ApiRequest): ApiAnswer {
  const { container, ...options } = logRequest(url.searchParams)
  const target = { namespace: info.namespace, pod: info.name, container }
  const early: Uint8Array[] = []
  let isOver = false
  let sink: ByteSink = {
    write: (bytes) => {
      early.push(bytes)
    },
    end: () => {
      isOver = true
    },
  }
  // Begun here, so that what is refused is an answer and not a broken stream.
  const stop = containers.logs(target, options, {
    write: (bytes) => {
      sink.write(bytes)
    },
    end: () => {
      sink.end()
    },
  })
  return {
    kind: 'bytes',
    start: (write, end) => {
      early.forEach(write)
      sink = { write, end }
      if (isOver) end()
      return stop
    },
  }
}
