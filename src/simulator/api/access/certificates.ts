import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from './certificate-extensions.ts'
import { bitString, der, integer, objectIdentifier, sequence, setOf, time, utf8String } from './der.ts'

/** A certificate and its private key, both PEM. */
export interface Credential {
  readonly certificate: string
  readonly key: string
}

/** Whom a client certificate names: CN is the user, O its groups. */
export interface ClientName {
  readonly commonName: string
  readonly organizations: readonly string[]
}

/**
 * A certificate authority of its own for one cluster, valid for ten years. `now` (epoch ms) is wall time, since clients
 * check certificates by their own clocks. Keys and serial numbers come from the operating system.
 */
export function createAuthority(now: number): Credential {
  const { publicKey, privateKey } = newKeys()
  const extensions = [
    keyUsage(true),
    basicConstraints(true),
    subjectKeyIdentifier(publicKey),
    subjectAlternativeNames([authorityName], []),
  ]
  const body = { subject: nameOf(authorityName, []), publicKey, extensions, now, years: 10 }
  return { certificate: signed(body, privateKey), key: pem(privateKey) }
}

/** A certificate of the API server, valid for a year. */
export function issueServerCertificate(authority: Credential, now: number): Credential {
  return issue(authority, nameOf('kube-apiserver', []), now, [
    extendedKeyUsage('server'),
    subjectAlternativeNames(serverNames, serverAddresses),
  ])
}

/** A certificate of a user, valid for a year. */
export function issueClientCertificate(authority: Credential, client: ClientName, now: number): Credential {
  const subject = nameOf(client.commonName, client.organizations)
  return issue(authority, subject, now, [extendedKeyUsage('client')])
}

const authorityName = 'kubernetes'
const serverNames = [
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
  'localhost',
]
const serverAddresses = ['127.0.0.1', '::1', '10.96.0.1']
const year = 365 * 86_400_000
/** Clocks of clients may be behind. */
const skew = 5 * 60_000
/** ecdsa-with-SHA256 */
const algorithm = sequence(objectIdentifier('1.2.840.10045.4.3.2'))

function issue(
  authority: Credential,
  subject: Buffer,
  now: number,
  extensions: readonly Buffer[],
): Credential {
  const { publicKey, privateKey } = newKeys()
  const all = [
    keyUsage(false),
    basicConstraints(false),
    authorityKeyIdentifier(createPublicKey(authority.certificate)),
    ...extensions,
  ]
  const body = { subject, publicKey, extensions: all, now, years: 1 }
  return { certificate: signed(body, createPrivateKey(authority.key)), key: pem(privateKey) }
}

function signed(
  body: {
    readonly subject: Buffer
    readonly publicKey: KeyObject
    readonly extensions: readonly Buffer[]
    readonly now: number
    readonly years: number
  },
  key: KeyObject,
): string {
  const contents = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(8)),
    algorithm,
    nameOf(authorityName, []),
    sequence(time(body.now - skew), time(body.now + body.years * year)),
    body.subject,
    body.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...body.extensions)),
  )
  const certificate = sequence(contents, algorithm, bitString(sign('sha256', contents, key)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function nameOf(commonName: string, organizations: readonly string[]): Buffer {
  const part = (oid: string, text: string): Buffer => setOf(sequence(objectIdentifier(oid), utf8String(text)))
  return sequence(
    ...organizations.map((organization) => part('2.5.4.10', organization)),
    part('2.5.4.3', commonName),
  )
}

function newKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
