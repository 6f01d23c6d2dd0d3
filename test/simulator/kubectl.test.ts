import { afterAll, beforeAll, expect, test } from 'vitest'
import { RunningCluster } from './running-cluster.ts'

/** The real kubectl against the embedded cluster, as a learner types. */
let running: RunningCluster
const shop = ['-n', 'shop']

beforeAll(async () => {
  running = await RunningCluster.start()
})
afterAll(async () => {
  await running.stop()
  expect(running.defects).toEqual([])
})

const ok = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await running.kubectl(args)
  expect([args, code, stderr]).toEqual([args, 0, ''])
  return stdout
}
const refused = async (...args: string[]): Promise<string> => {
  const { code, stderr } = await running.kubectl(args)
  expect([args, code]).toEqual([args, 1])
  return stderr
}

test('a cluster of three nodes is there at once', async () => {
  expect(await ok('version')).toContain('Server Version: v1.35.4')
  await ok('wait', 'node', '--all', '--for=condition=Ready', '--timeout=30s')
  expect((await ok('get', 'nodes', '-o', 'name')).trim().split('\n')).toEqual([
    'node/kubedrill-control-plane',
    'node/kubedrill-worker',
    'node/kubedrill-worker2',
  ])
})

test('a Deployment rolls out, answers through its Service, logs, scales and is rolled back', async () => {
  await ok('create', 'namespace', 'shop')
  await ok(
    ...shop,
    ...[
      'create',
      'deployment',
      'web',
      '--image=registry.k8s.io/e2e-test-images/agnhost:2.59',
      '--replicas=3',
    ],
    ...['--', '/agnhost', 'netexec', '--http-port=8080'],
  )
  expect(await ok(...shop, 'rollout', 'status', 'deploy/web', '--timeout=60s')).toContain(
    'successfully rolled out',
  )
  await ok(...shop, 'expose', 'deploy', 'web', '--port=80', '--target-port=8080')
  const address = await ok(...shop, 'get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}')
  const hosts = await ok(...shop, 'get', 'pods', '-l', 'app=web', '-o', 'jsonpath={.items[*].metadata.name}')
  const answer = await ok(...shop, 'exec', 'deploy/web', '--', 'curl', '-s', `http://${address}/hostname`)
  expect(hosts.split(' ')).toContain(answer.trim())
  const [pod = ''] = hosts.split(' ')
  expect(await ok(...shop, 'logs', pod)).toContain('Started HTTP server on port 8080')

  await ok(...shop, 'set', 'image', 'deploy/web', 'agnhost=registry.k8s.io/e2e-test-images/agnhost:none')
  expect(await refused(...shop, 'rollout', 'status', 'deploy/web', '--timeout=1s')).toContain('timed out')
  await ok(...shop, 'rollout', 'undo', 'deploy/web')
  await ok(...shop, 'rollout', 'status', 'deploy/web', '--timeout=60s')
  await ok(...shop, 'scale', 'deploy/web', '--replicas=1')
  await ok(...shop, 'wait', 'deploy/web', '--for=jsonpath={.status.replicas}=1', '--timeout=60s')
})

test('a Service without endpoints refuses; one whose port nobody listens on too', async () => {
  await ok(...shop, 'create', 'service', 'clusterip', 'empty', '--tcp=80:8080')
  const address = await ok(...shop, 'get', 'service', 'empty', '-o', 'jsonpath={.spec.clusterIP}')
  const { code } = await running.kubectl([
    ...shop,
    'exec',
    'deploy/web',
    '--',
    'curl',
    '-s',
    `http://${address}/`,
  ])
  expect(code).toBe(7)
})

test.each([
  [
    'apiVersion: v1\nkind: Service\nmetadata: { name: bad }\nspec: { ports: [{ port: 70000 }] }',
    /spec\.ports\[0\]\.port: Invalid value: 70000: must be between 1 and 65535, inclusive/,
  ],
  [
    'apiVersion: v1\nkind: Service\nmetadata: { name: bad }\nspec: { portz: [] }',
    /strict decoding error: unknown field "spec\.portz"/,
  ],
  [
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: other } }, template: { metadata: { labels: { app: other } }, spec: { containers: [{ name: a, image: b }] } } }',
    /field is immutable/,
  ],
])('a wrong manifest is refused with Kubernetes’ own words', async (manifest, words) => {
  const { code, stderr } = await running.kubectl([...shop, 'apply', '-f', '-'], manifest)
  expect(code).toBe(1)
  expect(stderr).toMatch(words)
})

test('explain knows fields, types and what they are for', async () => {
  const text = await ok('explain', 'service.spec.ports.targetPort')
  expect(text).toMatch(/KIND: +Service\nVERSION: +v1\n\nFIELD: targetPort <IntOrString>/)
  expect(text).toMatch(/DESCRIPTION:\n {4}\S+/)
  expect(await refused('explain', 'service.spec.portz')).toContain('field "portz" does not exist')
})

test('RBAC is enforced, and can be asked', async () => {
  expect(await refused(...shop, 'get', 'pods', '--as=jane')).toBe(
    'Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "shop"\n',
  )
  await ok(...shop, 'create', 'rolebinding', 'jane', '--clusterrole=view', '--user=jane')
  expect(await ok(...shop, 'auth', 'can-i', 'list', 'pods', '--as=jane')).toBe('yes\n')
  expect(await ok(...shop, 'get', 'deploy', 'web', '--as=jane', '-o', 'name')).toBe('deployment.apps/web\n')
})

test('server-side apply takes fields only by force', async () => {
  const manifest = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 2 },
  })
  const apply = [...shop, 'apply', '--server-side', '-f', '-']
  const first = await running.kubectl(apply, manifest)
  expect(first.stderr).toMatch(
    /^error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas\n/,
  )
  expect((await running.kubectl([...apply, '--force-conflicts'], manifest)).code).toBe(0)
})

test('what is not modelled is refused by name', async () => {
  expect(await refused('top', 'nodes')).toContain('Metrics API not available')
  const volume =
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }'
  const { code, stderr } = await running.kubectl([...shop, 'apply', '-f', '-'], volume)
  expect(code).toBe(1)
  expect(stderr).toContain("kubedrill's embedded cluster does not model persistentvolumeclaims")
})

test('a namespace takes everything with it', async () => {
  await ok('delete', 'namespace', 'shop', '--timeout=60s')
  expect(await refused('get', 'namespace', 'shop')).toContain('namespaces "shop" not found')
})

test('a cluster that was saved is there again, and goes on', async () => {
  await ok('create', 'namespace', 'kept')
  const again = await RunningCluster.start(running.cluster.save())
  try {
    const found = await again.kubectl(['get', 'namespace', 'kept', '-o', 'name'])
    expect(found).toEqual({ code: 0, stdout: 'namespace/kept\n', stderr: '' })
    const made = await again.kubectl([
      'wait',
      'serviceaccount/default',
      '-n',
      'kept',
      '--for=create',
      '--timeout=30s',
    ])
    expect(made.code).toBe(0)
    // What is older than the restored state is forgotten: a watch is told so, and the server goes on.
    const watch = await again.kubectl(['get', '--raw', '/api/v1/pods?watch=true&resourceVersion=1'])
    expect(watch.stdout).toMatch(/^\{"type":"ERROR","object":\{.*"code":410/)
    expect((await again.kubectl(['get', 'namespaces'])).code).toBe(0)
  } finally {
    await again.stop()
    expect(again.defects).toEqual([])
  }
})
