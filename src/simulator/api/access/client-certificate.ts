import type { TLSSocket } from 'node:tls'
import { StatusError } from '../status-error.ts'
import type { ClientCertificate } from './authenticator.ts'

/**
 * The client certificate of a connection to a server that asks for one (`requestCert`, `ca`); null when none was sent. Throws
 * Unauthorized for one that the authority has not signed or that is not valid now.
 */
export function clientCertificate(socket: TLSSocket): ClientCertificate | null {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return null
  if (!socket.authorized) throw new StatusError('Unauthorized', 'Unauthorized')
  const attributes = certificate.subject.split('\n').map(attribute)
  const valuesOf = (name: string): readonly string[] =>
    attributes.filter(([key]) => key === name).map(([, value]) => value)
  return {
    commonName: valuesOf('CN')[0] ?? '',
    organizations: valuesOf('O'),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

/** `CN=jane`: a value may have more equals signs. */
function attribute(line: string): readonly [string, string] {
  const index = line.indexOf('=')
  return [line.slice(0, index), line.slice(index + 1)]
}
