import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createServer } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import {
  createAuthority,
  issueClientCertificate,
  issueServerCertificate,
  type Credential,
} from './certificates.ts'
import { clientCertificate } from './client-certificate.ts'

const now = Date.now()
const authority = createAuthority(now)
const server = issueServerCertificate(authority, now)
const admin = { commonName: 'kubernetes-admin', organizations: ['kubeadm:cluster-admins', 'a=b'] }

it('makes an authority that signs for servers and users', () => {
  const ca = new X509Certificate(authority.certificate)
  expect(ca.ca).toBe(true)
  expect(ca.subject).toBe('CN=kubernetes')
  expect(ca.verify(ca.publicKey)).toBe(true)
  for (const { certificate, key } of [server, issueClientCertificate(authority, admin, now)]) {
    const leaf = new X509Certificate(certificate)
    expect(leaf.ca).toBe(false)
    expect(leaf.checkIssued(ca)).toBe(true)
    expect(leaf.verify(ca.publicKey)).toBe(true)
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(leaf.validFromDate.getTime()).toBeLessThan(now)
    expect(leaf.validToDate.getTime()).toBeGreaterThan(now + 360 * 86_400_000)
  }
})

it('names the server by all its names', () => {
  const certificate = new X509Certificate(server.certificate)
  expect(certificate.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc')
  expect(certificate.checkHost('localhost')).toBe('localhost')
  expect(certificate.checkHost('example.com')).toBeUndefined()
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkIP('10.96.0.1')).toBe('10.96.0.1')
})

it('dates certificates past 2049', () => {
  const late = createAuthority(Date.UTC(2045, 0, 1))
  expect(new X509Certificate(late.certificate).validToDate.getUTCFullYear()).toBe(2054)
})

it('reads the user of a TLS connection', async () => {
  const jane = await seenBy(issueClientCertificate(authority, admin, now))
  expect(jane).toMatchObject(admin)
  expect(jane).toHaveProperty('sha256', expect.stringMatching(/^[0-9a-f]{64}$/))
  expect(await seenBy(undefined)).toBeNull()
})

it('refuses a certificate of another authority', async () => {
  const stranger = issueClientCertificate(createAuthority(now), admin, now)
  expect(await seenBy(stranger)).toMatchObject({ status: { code: 401, reason: 'Unauthorized' } })
})

/** What {@link clientCertificate} makes of a connection with this certificate: its answer, or its error. */
async function seenBy(client: Credential | undefined): Promise<unknown> {
  const https = createServer({
    cert: server.certificate,
    key: server.key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  })
  await new Promise<void>((resolve) => void https.listen(0, '127.0.0.1', resolve))
  const seen = new Promise<unknown>((resolve) => {
    https.once('secureConnection', (socket: TLSSocket) => {
      try {
        resolve(clientCertificate(socket))
      } catch (error) {
        resolve(error)
      }
    })
  })
  const { port } = https.address() as AddressInfo
  const socket = connect({
    port,
    host: '127.0.0.1',
    ca: authority.certificate,
    ...(client !== undefined && { cert: client.certificate, key: client.key }),
  })
  try {
    return await seen
  } finally {
    socket.destroy()
    https.close()
  }
}
