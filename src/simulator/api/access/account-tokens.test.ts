import { expect, it } from 'vitest'
import type { Clock } from '../../clock.ts'
import { pods, secrets, serviceAccounts } from '../resource.ts'
import { createStore } from '../storage/memory-store.ts'
import { stored } from './access-testing.ts'
import { authenticate, tokenUser } from './authenticator.ts'
import { newTokenKey, tokenKey } from './token-key.ts'
import { requestToken } from './token-request.ts'

const begin = Date.UTC(2026, 0, 1)

function cluster() {
  let now = begin
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const random = { bytes: (count: number) => new Uint8Array(count).fill(255), below: () => 0 }
  const store = createStore()
  store.create(serviceAccounts, stored({ metadata: { name: 'bot', namespace: 'dev' } }))
  const pod = { metadata: { name: 'p', namespace: 'dev' }, spec: { serviceAccountName: 'bot' } }
  store.create(pods, stored(pod))
  store.create(secrets, stored({ metadata: { name: 's', namespace: 'dev' } }))
  const tokens = new Map([['abcdef.0123', { name: 'joining', groups: ['system:bootstrappers'] }]])
  const ports = { store, clock, random, tokens, key: tokenKey(newTokenKey()) }
  const request = (spec: object = {}) =>
    requestToken(ports, 'dev', 'bot', { spec: { audiences: [], ...spec } })
  const token = (spec: object = {}) => request(spec).status?.token ?? ''
  const who = (text: string) => authenticate(ports, { certificate: null, authorization: `Bearer ${text}` })
  const why = (text: string, audiences?: readonly string[]) => {
    const found = tokenUser(ports, text, audiences)
    return found instanceof Error ? found.message : 'valid'
  }
  return { ports, store, request, token, who, why, pass: (ms: number) => void (now += ms) }
}

const toPod = { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'p' } }

it('makes tokens as kube-apiserver does', () => {
  const { request } = cluster()
  const answer = request(toPod)
  expect(answer).toMatchObject({
    kind: 'TokenRequest',
    metadata: { name: 'bot', namespace: 'dev' },
    spec: { audiences: ['https://kubernetes.default.svc.cluster.local'], expirationSeconds: 3600 },
    status: { expirationTimestamp: '2026-01-01T01:00:00Z' },
  })
  const [, claims = ''] = answer.status?.token.split('.') ?? []
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
    aud: ['https://kubernetes.default.svc.cluster.local'],
    exp: begin / 1000 + 3600,
    iat: begin / 1000,
    iss: 'https://kubernetes.default.svc.cluster.local',
    jti: 'ffffffff-ffff-4fff-bfff-ffffffffffff',
    'kubernetes.io': {
      namespace: 'dev',
      pod: { name: 'p', uid: 'uid-of-p' },
      serviceaccount: { name: 'bot', uid: 'uid-of-bot' },
    },
    nbf: begin / 1000,
    sub: 'system:serviceaccount:dev:bot',
  })
})

it('knows the ServiceAccount of a token', () => {
  const { token, who } = cluster()
  expect(who(token(toPod))).toEqual({
    name: 'system:serviceaccount:dev:bot',
    uid: 'uid-of-bot',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:dev', 'system:authenticated'],
    extra: {
      'authentication.kubernetes.io/credential-id': ['JTI=ffffffff-ffff-4fff-bfff-ffffffffffff'],
      'authentication.kubernetes.io/pod-name': ['p'],
      'authentication.kubernetes.io/pod-uid': ['uid-of-p'],
    },
  })
})

it('lets tokens end by the clock', () => {
  const { token, who, why, pass } = cluster()
  const text = token({ expirationSeconds: 600 })
  pass(659_000)
  expect(why(text)).toBe('valid')
  pass(2_000)
  expect(why(text)).toBe('[invalid bearer token, service account token has expired]')
  expect(() => who(text)).toThrow('Unauthorized')
})

it("extends a Pod's token of 3607 seconds to a year", () => {
  const { token, why, pass } = cluster()
  const text = token({ ...toPod, expirationSeconds: 3607 })
  pass(300 * 86_400_000)
  expect(why(text)).toBe('valid')
})

it('ends tokens with the ServiceAccount, Pod or Secret that they are of', () => {
  const { store, token, why } = cluster()
  const toSecret = { boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name: 's' } }
  const [free, ofPod, ofSecret] = [token(), token(toPod), token(toSecret)]
  store.remove(pods, 'dev', 'p')
  store.remove(secrets, 'dev', 's')
  expect(why(ofPod)).toBe('[invalid bearer token, service account token has been invalidated]')
  expect(why(ofSecret)).toBe('[invalid bearer token, service account token has been invalidated]')
  expect(why(free)).toBe('valid')
  store.remove(serviceAccounts, 'dev', 'bot')
  expect(why(free)).toBe('[invalid bearer token, serviceaccounts "bot" not found]')
  const again = stored({ metadata: { name: 'bot', namespace: 'dev' } })
  store.create(serviceAccounts, { ...again, metadata: { ...again.metadata, uid: 'new' } })
  expect(why(free)).toBe(
    '[invalid bearer token, service account UID (new) does not match claim (uid-of-bot)]',
  )
})

it('is for its audiences only', () => {
  const { token, why } = cluster()
  const text = token({ audiences: ['vault'] })
  expect(why(text, ['vault', 'other'])).toBe('valid')
  expect(why(text)).toBe(
    '[invalid bearer token, token audiences ["vault"] is invalid for the target audiences ["https://kubernetes.default.svc.cluster.local"]]',
  )
})

it('takes no token that it did not make', () => {
  const { token, why, who } = cluster()
  const text = token()
  const [head = '', claims = '', signature = ''] = text.split('.')
  const forged = Buffer.from(Buffer.from(claims, 'base64url').toString().replace('bot', 'boss')).toString(
    'base64url',
  )
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const bad of [
    'x',
    'a.b.c',
    `${head}.${forged}.${signature}`,
    `${none}.${claims}.`,
    `${text}.x`,
    cluster().token(),
  ]) {
    expect(why(bad)).toBe('invalid bearer token')
    expect(() => who(bad)).toThrow('Unauthorized')
  }
})

it('refuses requests that Kubernetes refuses', () => {
  const { ports, request } = cluster()
  expect(() => requestToken(ports, 'dev', 'gone', { spec: { audiences: [] } })).toThrow(
    'serviceaccounts "gone" not found',
  )
  expect(() => request({ expirationSeconds: 1 })).toThrow(
    'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes',
  )
  const bind = (boundObjectRef: object) => () => request({ boundObjectRef })
  expect(bind({ kind: 'Pod', apiVersion: 'v1', name: 'q' })).toThrow('pods "q" not found')
  expect(bind({ kind: 'Pod', apiVersion: 'v1', name: 'p', uid: 'other' })).toThrow(
    'Operation cannot be fulfilled on Pod "p": the UID in the bound object reference (other) does not match',
  )
  expect(bind({ kind: 'ConfigMap', apiVersion: 'v1', name: 'c' })).toThrow(
    'cannot bind token to object of type /v1, Kind=ConfigMap',
  )
  ports.store.create(serviceAccounts, stored({ metadata: { name: 'other', namespace: 'dev' } }))
  expect(() => requestToken(ports, 'dev', 'other', { spec: { audiences: [], ...toPod } })).toThrow(
    'cannot bind token for serviceaccount "other" to pod running with different serviceaccount name.',
  )
})

it('knows certificates, bootstrap tokens, and who has neither', () => {
  const { ports, who } = cluster()
  const of = (
    authorization?: string,
    certificate = null as Parameters<typeof authenticate>[1]['certificate'],
  ) => authenticate(ports, { certificate, authorization })
  expect(who('abcdef.0123')).toEqual({
    name: 'joining',
    groups: ['system:bootstrappers', 'system:authenticated'],
  })
  const anonymous = { name: 'system:anonymous', groups: ['system:unauthenticated'] }
  expect([of(), of('Basic eA=='), of('Bearer ')]).toEqual([anonymous, anonymous, anonymous])
  expect(of('Bearer bad', { commonName: 'jane', organizations: ['dev'], sha256: 'ab' })).toEqual({
    name: 'jane',
    groups: ['dev', 'system:authenticated'],
    extra: { 'authentication.kubernetes.io/credential-id': ['X509SHA256=ab'] },
  })
})
