import { expect, test } from 'vitest'
import { lasting, sampleBlocks, sessionOf, withSessions } from '../../build/sample-blocks.ts'

const page = [
  'Text.',
  '```console capture',
  '$ kubectl get svc',
  'NAME   TYPE        CLUSTER-IP      PORT(S)        AGE',
  'api    ClusterIP   10.96.128.20    80:31575/TCP   4s',
  '```',
  '```console',
  '$ iptables-save',
  '```',
  '```console capture',
  '$ kubectl exec client -- dig +short api',
  '$ kubectl exec client -- dig +short +search api',
  '10.96.128.20',
  '```',
].join('\n')

const [services = ''] = sampleBlocks(page).map(({ text }) => text)

test('only marked blocks are captured, with every command of theirs', () => {
  expect(sampleBlocks(page).map(({ commands }) => commands)).toEqual([
    ['kubectl get svc'],
    ['kubectl exec client -- dig +short api', 'kubectl exec client -- dig +short +search api'],
  ])
})

test('another cluster’s addresses, ages, ports and columns are no difference', () => {
  const other = sessionOf([
    {
      command: 'kubectl get svc',
      output:
        'NAME  TYPE       CLUSTER-IP  PORT(S)       AGE \napi   ClusterIP  10.96.1.2   80:30001/TCP  3m12s\n',
    },
  ])
  expect(lasting(other)).toBe(lasting(services))
  expect(withSessions(page, [other])).toBe(page)
  expect(lasting(other.replace('ClusterIP ', 'NodePort '))).not.toBe(lasting(services))
})

test('a block that came out otherwise is replaced, and nothing else', () => {
  const changed = '$ kubectl exec client -- dig +short api\n10.96.128.20'
  const written = withSessions(page, [services, changed])
  expect(sampleBlocks(written).map(({ text }) => text)).toEqual([services, changed])
  expect(written.split('\n').slice(0, 10)).toEqual(page.split('\n').slice(0, 10))
})
