import { describe, expect, test } from 'vitest'
import { configMaps, leases, nodes, pods } from '../api/resource.ts'
import { agnhostImage, container, isReady, smallCluster } from './testing/small-cluster.ts'

const serve = { command: ['/agnhost', 'netexec', '--http-port=8080'] }
const script = (text: string) => ({ command: ['sh', '-c', text] })

describe('a Pod', () => {
  test('runs: address, conditions, events, as the bench shows them', async () => {
    const { run, until, events, errors } = smallCluster()
    run('web', { containers: [container(serve)] })
    const { status } = await until('web', isReady, 5000)
    expect(status).toMatchObject({
      phase: 'Running',
      hostIP: '172.18.0.3',
      podIP: '10.244.1.2',
      podIPs: [{ ip: '10.244.1.2' }],
      qosClass: 'BestEffort',
      observedGeneration: 1,
      containerStatuses: [
        {
          name: 'main',
          ready: true,
          started: true,
          restartCount: 0,
          image: agnhostImage,
          lastState: {},
          resources: {},
        },
      ],
    })
    expect(status?.conditions?.map(({ type, status: value }) => `${type}=${value}`)).toEqual([
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=True',
      'ContainersReady=True',
    ])
    expect(events('web')).toEqual([
      `Pulled: Container image "${agnhostImage}" already present on machine and can be accessed by the pod`,
      'Created: Container created',
      'Started: Container started',
    ])
    expect(errors).toEqual([])
  })

  test('its environment, files and name', async () => {
    const { run, until, exec } = smallCluster()
    run('web', {
      containers: [
        container({
          ...serve,
          env: [
            { name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'settings', key: 'color' } } },
            { name: 'TWO', value: '$(COLOR)-$$(X)' },
            { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          ],
          volumeMounts: [
            { name: 'v', mountPath: '/etc/settings' },
            { name: 'e', mountPath: '/cache' },
          ],
        }),
      ],
      volumes: [
        { name: 'v', configMap: { name: 'settings' } },
        { name: 'e', emptyDir: {} },
      ],
    })
    await until('web', isReady)
    expect(
      (await exec('web', ['sh', '-c', 'echo $COLOR $TWO $IP $HOSTNAME; cat /etc/settings/color'])).out,
    ).toBe('green green-$(X) 10.244.1.2 web\ngreen')
    expect((await exec('web', ['cat', '/etc/resolv.conf'])).out).toBe(
      'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    )
    expect((await exec('web', ['tail', '-n1', '/etc/hosts'])).out).toBe('10.244.1.2\tweb\n')
    expect(
      await exec('web', ['sh', '-c', 'echo x > /cache/y && cat /cache/y; echo x > /etc/settings/color']),
    ).toMatchObject({
      out: 'x\n',
      err: 'sh: 1: cannot create /etc/settings/color: Read-only file system\n',
    })
  })

  test('init containers one after the other, then a sidecar, then the rest', async () => {
    const { run, until, logs } = smallCluster()
    run('web', {
      initContainers: [
        container({ name: 'first', ...script('echo one; sleep 2') }),
        container({ name: 'side', restartPolicy: 'Always', ...serve }),
      ],
      containers: [container(script('exec sleep 1000'))],
    })
    const waiting = await until(
      'web',
      ({ status }) => status?.initContainerStatuses?.[0]?.state?.running !== undefined,
    )
    expect(waiting.status?.phase).toBe('Pending')
    expect(waiting.status?.containerStatuses?.[0]?.state).toEqual({ waiting: { reason: 'PodInitializing' } })
    expect(waiting.status?.conditions?.[1]).toMatchObject({
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [first side]',
    })
    const done = await until('web', isReady)
    expect(done.status?.initContainerStatuses?.map(({ ready }) => ready)).toEqual([true, true])
    expect(logs('web', { container: 'first' })).toBe('one\n')
  })

  test('a sidecar ends with the container that it helps', async () => {
    const { run, until, events } = smallCluster()
    run('job', {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      initContainers: [container({ name: 'side', restartPolicy: 'Always', ...serve })],
      containers: [container(script('sleep 3'))],
    })
    const { status } = await until('job', (pod) => pod.status?.phase === 'Succeeded', 30_000)
    expect(status?.initContainerStatuses?.[0]).toMatchObject({
      restartCount: 0,
      state: { terminated: { exitCode: 0 } },
    })
    expect(events('job')).toContain('Killing: Stopping container side')
  })

  test('succeeds, fails, or runs again, by its restart policy', async () => {
    const { run, until } = smallCluster()
    run('ok', { restartPolicy: 'Never', containers: [container(script('exit 0'))] })
    run('no', {
      restartPolicy: 'Never',
      containers: [container(script('echo bad > /dev/termination-log; exit 3'))],
    })
    run('again', { restartPolicy: 'OnFailure', containers: [container(script('exit 1'))] })
    expect(
      (await until('ok', ({ status }) => status?.phase === 'Succeeded')).status?.conditions?.[2],
    ).toMatchObject({ status: 'False', reason: 'PodCompleted' })
    const failed = await until('no', ({ status }) => status?.phase === 'Failed')
    expect(failed.status?.containerStatuses?.[0]?.state?.terminated).toMatchObject({
      exitCode: 3,
      reason: 'Error',
      message: 'bad\n',
    })
    expect(
      (await until('again', ({ status }) => (status?.containerStatuses?.[0]?.restartCount ?? 0) > 1)).status
        ?.phase,
    ).toBe('Running')
  })

  test('crashes with a back-off that doubles to five minutes', async () => {
    const { run, until, clock, pod, events, logs } = smallCluster()
    run('bad', { containers: [container(script('echo try; exit 1'))] })
    const waiting = await until(
      'bad',
      ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.reason === 'CrashLoopBackOff',
    )
    expect(waiting.status?.containerStatuses?.[0]).toMatchObject({
      restartCount: 1,
      state: {
        waiting: {
          message: `back-off 10s restarting failed container=main pod=bad_shop(${waiting.metadata.uid})`,
        },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    })
    expect(events('bad')).toContain(
      `BackOff: Back-off restarting failed container main in pod bad_shop(${waiting.metadata.uid})`,
    )
    expect(logs('bad', { previous: true })).toBe('try\n')
    const starts: number[] = []
    let seen = 1
    while (starts.length < 7) {
      await clock.advance(1000)
      const count = pod('bad').status?.containerStatuses?.[0]?.restartCount ?? 0
      if (count > seen) starts.push(clock.now())
      seen = count
    }
    const gaps = starts.slice(1).map((at, index) => Math.round((at - (starts[index] ?? 0)) / 10_000) * 10)
    expect(gaps).toEqual([20, 40, 80, 160, 300, 300])
  })

  test('a program that is not there', async () => {
    const { run, until } = smallCluster()
    run('bad', { containers: [container({ command: ['nosuch'] })] })
    const { status } = await until(
      'bad',
      (pod) => pod.status?.containerStatuses?.[0]?.lastState?.terminated !== undefined,
    )
    expect(status?.containerStatuses?.[0]?.lastState?.terminated).toMatchObject({
      exitCode: 128,
      reason: 'StartError',
      startedAt: '1970-01-01T00:00:00Z',
      message: expect.stringContaining(
        'exec: "nosuch": executable file not found in $PATH: unknown',
      ) as string,
    })
  })
})

describe('what keeps a Pod waiting', () => {
  test('an image that nobody has', async () => {
    const { run, until, events } = smallCluster()
    run('bad', { containers: [container({ image: 'nginx', imagePullPolicy: 'Always' })] })
    const state = (reason: string) =>
      until('bad', ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.reason === reason)
    const why =
      'failed to pull and unpack image "docker.io/library/nginx:latest": failed to resolve reference "docker.io/library/nginx:latest": failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": dial tcp: lookup registry-1.docker.io on 172.18.0.1:53: no such host'
    const first = await state('ErrImagePull')
    expect(first.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        { image: 'nginx', imageID: '', started: false, state: { waiting: { message: why } } },
      ],
    })
    const second = await state('ImagePullBackOff')
    expect(second.status?.containerStatuses?.[0]?.state?.waiting?.message).toBe(
      `Back-off pulling image "nginx": ErrImagePull: ${why}`,
    )
    expect(events('bad')).toEqual([
      'Pulling: Pulling image "nginx"',
      `Failed: Failed to pull image "nginx": ${why}`,
      'Failed: Error: ErrImagePull',
      'BackOff: Back-off pulling image "nginx"',
      'Failed: Error: ImagePullBackOff',
    ])
  })

  test('a name that is none, and an image that must not be pulled', async () => {
    const { run, until } = smallCluster()
    run('upper', { containers: [container({ image: 'UPPER' })] })
    run('never', { containers: [container({ image: 'example.com/foo:1', imagePullPolicy: 'Never' })] })
    const waiting = async (name: string) =>
      (
        await until(
          name,
          ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.message !== undefined,
        )
      ).status?.containerStatuses?.[0]?.state?.waiting
    expect(await waiting('upper')).toEqual({
      reason: 'InvalidImageName',
      message:
        'Failed to apply default image tag "UPPER": couldn\'t parse image name "UPPER": invalid reference format: repository name (library/UPPER) must be lowercase',
    })
    expect(await waiting('never')).toEqual({
      reason: 'ErrImageNeverPull',
      message: 'Container image "example.com/foo:1" is not present with pull policy of Never',
    })
  })

  test('a ConfigMap that is not there: as a volume, and as variables; then it comes', async () => {
    const { run, until, events, client } = smallCluster()
    run('volume', {
      volumes: [{ name: 'v', configMap: { name: 'late' } }],
      containers: [container({ ...serve, volumeMounts: [{ name: 'v', mountPath: '/v' }] })],
    })
    run('env', { containers: [container({ ...serve, envFrom: [{ configMapRef: { name: 'late' } }] })] })
    const env = await until(
      'env',
      ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.reason === 'CreateContainerConfigError',
    )
    expect(env.status?.containerStatuses?.[0]?.state?.waiting?.message).toBe('configmap "late" not found')
    expect(events('volume')).toEqual([
      'FailedMount: MountVolume.SetUp failed for volume "v" : configmap "late" not found',
    ])
    client.create(configMaps, {
      metadata: { name: 'late', namespace: 'shop' },
      data: {},
    })
    await until('volume', isReady)
    await until('env', isReady)
  })
})

describe('probes', () => {
  test('readiness: what failed is told, and readiness follows', async () => {
    const { run, until, events, exec } = smallCluster()
    run('web', {
      containers: [
        container({
          ...serve,
          readinessProbe: { httpGet: { path: '/hostname', port: 8080 }, periodSeconds: 2 },
        }),
      ],
    })
    await until('web', isReady)
    // The command dies with the container's first process.
    expect((await exec('web', ['curl', '-s', 'http://127.0.0.1:8080/shutdown'])).code).toBe(137)
    expect((await until('web', (pod) => !isReady(pod))).status?.containerStatuses?.[0]?.ready).toBe(false)
    expect((await until('web', isReady)).status?.containerStatuses?.[0]?.restartCount).toBe(1)
    run('never', {
      containers: [
        container({
          ...serve,
          readinessProbe: { httpGet: { path: '/echo?code=404', port: 8080 }, periodSeconds: 2 },
        }),
      ],
    })
    run('closed', {
      containers: [container({ ...serve, readinessProbe: { tcpSocket: { port: 9999 }, periodSeconds: 2 } })],
    })
    const { status } = await until('closed', () =>
      events('closed').some((event) => event.startsWith('Unhealthy')),
    )
    expect(events('closed')).toContain(
      `Unhealthy: Readiness probe failed: dial tcp ${status?.podIP ?? ''}:9999: connect: connection refused`,
    )
    await until('never', () => events('never').some((event) => event.startsWith('Unhealthy')))
    expect(events('never')).toContain(
      'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404',
    )
    expect(status?.conditions?.[2]).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
    })
  })

  test('liveness: three failures restart the container', async () => {
    const { run, until, events } = smallCluster()
    run('web', {
      terminationGracePeriodSeconds: 1,
      containers: [
        container({ ...serve, livenessProbe: { exec: { command: ['cat', '/nope'] }, periodSeconds: 3 } }),
      ],
    })
    const { status } = await until(
      'web',
      (pod) => (pod.status?.containerStatuses?.[0]?.restartCount ?? 0) > 0,
    )
    expect(events('web')).toContain(
      'Unhealthy: Liveness probe failed: cat: /nope: No such file or directory\n',
    )
    expect(events('web')).toContain('Killing: Container main failed liveness probe, will be restarted')
    expect(status?.containerStatuses?.[0]?.lastState?.terminated).toMatchObject({
      exitCode: 0,
      reason: 'Completed',
    })
  })

  test('startup: nothing else is probed before it passed', async () => {
    const { run, until, events } = smallCluster()
    run('web', {
      containers: [
        container({
          ...script('sleep 5; exec /agnhost netexec'),
          startupProbe: { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 30 },
          livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 1 },
        }),
      ],
    })
    const starting = await until(
      'web',
      ({ status }) => status?.containerStatuses?.[0]?.state?.running !== undefined,
    )
    expect(starting.status?.containerStatuses?.[0]).toMatchObject({ started: false, ready: false })
    expect((await until('web', isReady)).status?.containerStatuses?.[0]).toMatchObject({
      started: true,
      restartCount: 0,
    })
    expect(
      events('web').some((event) =>
        event.startsWith('Unhealthy: Startup probe failed: Get "http://10.244.1.2:8080/": dial tcp'),
      ),
    ).toBe(true)
  })

  test('gRPC is refused by name', async () => {
    const { run, until, events } = smallCluster()
    run('web', { containers: [container({ ...serve, readinessProbe: { grpc: { port: 1 } } })] })
    await until('web', () => events('web').some((event) => event.includes('gRPC probes are not modelled')))
  })
})

describe('the end of a Pod', () => {
  test('a process without a handler is killed when the grace period is over', async () => {
    const { run, until, client, clock, events } = smallCluster()
    run('slow', { terminationGracePeriodSeconds: 5, containers: [container({ command: ['sleep', '1000'] })] })
    await until('slow', isReady)
    const start = clock.now()
    client.delete(pods, 'shop', 'slow')
    await clock.until(() => client.get(pods, 'shop', 'slow') === null)
    expect(clock.now() - start).toBeGreaterThanOrEqual(5000)
    expect(clock.now() - start).toBeLessThan(7000)
    expect(events('slow')).toContain('Killing: Stopping container main')
  })

  test('one that handles SIGTERM goes at once, after its preStop hook; its port is closed and its address free', async () => {
    const { run, until, client, clock, nodes } = smallCluster()
    run('quick', {
      terminationGracePeriodSeconds: 30,
      containers: [container({ ...serve, lifecycle: { preStop: { sleep: { seconds: 3 } } } })],
    })
    await until('quick', isReady)
    const start = clock.now()
    client.delete(pods, 'shop', 'quick')
    await clock.advance(2500)
    expect(
      nodes.network.send({ from: 'node/lab-worker', protocol: 'TCP', destination: '10.244.1.2', port: 8080 })
        .verdict.kind,
    ).toBe('delivered')
    await clock.until(() => client.get(pods, 'shop', 'quick') === null)
    expect(clock.now() - start).toBeLessThan(4000)
    expect(
      nodes.network.send({ from: 'node/lab-worker', protocol: 'TCP', destination: '10.244.1.2', port: 8080 })
        .verdict.kind,
    ).toBe('dropped')
  })

  test('a forced deletion leaves nothing', async () => {
    const { run, until, client, clock, errors } = smallCluster()
    run('gone', { containers: [container({ command: ['sleep', '1000'] })] })
    await until('gone', isReady)
    client.delete(pods, 'shop', 'gone', { gracePeriodSeconds: 0 })
    await clock.advance(60_000)
    run('gone', { containers: [container(serve)] })
    await until('gone', isReady)
    expect(errors).toEqual([])
  })

  test('the deadline of a Pod', async () => {
    const { run, until } = smallCluster()
    run('job', {
      activeDeadlineSeconds: 5,
      terminationGracePeriodSeconds: 1,
      restartPolicy: 'Never',
      containers: [container({ command: ['sleep', '1000'] })],
    })
    const { status } = await until('job', (pod) => pod.status?.phase === 'Failed')
    expect(status).toMatchObject({
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    })
  })
})

describe('exec, logs and ephemeral containers', () => {
  test('texts of what can not be had', async () => {
    const { run, until, exec, logs } = smallCluster()
    run('web', { containers: [container(serve)] })
    run('waits', { containers: [container({ image: 'example.com/x:1' })] })
    await until('web', isReady)
    await until(
      'waits',
      ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.reason === 'ImagePullBackOff',
    )
    expect(() => logs('waits')).toThrow(
      'container "main" in pod "waits" is waiting to start: trying and failing to pull image',
    )
    expect(() => logs('web', { previous: true })).toThrow(
      'previous terminated container "main" in pod "web" not found',
    )
    expect(() => logs('web', { container: 'zzz' })).toThrow('container zzz is not valid for pod web')
    await expect(async () => exec('web', ['nosuch'])).rejects.toThrow(
      'exec: "nosuch": executable file not found in $PATH',
    )
    await expect(async () => exec('waits', ['ls'])).rejects.toThrow('container not found ("main")')
    expect(await exec('web', ['sh', '-c', 'cat; exit 3'], 'typed')).toMatchObject({ code: 3, out: 'typed' })
  })

  test('an ephemeral container joins a Pod that runs', async () => {
    const { run, until, client, logs } = smallCluster()
    run('web', { containers: [container(serve)] })
    const pod = await until('web', isReady)
    client.update(pods, {
      ...pod,
      spec: {
        containers: [],
        ...pod.spec,
        ephemeralContainers: [
          {
            name: 'debug',
            image: agnhostImage,
            imagePullPolicy: 'IfNotPresent',
            command: ['sh', '-c', 'curl -s 127.0.0.1:8080/hostname'],
          },
        ],
      },
    })
    await until(
      'web',
      ({ status }) => status?.ephemeralContainerStatuses?.[0]?.state?.terminated?.exitCode === 0,
    )
    expect(logs('web', { container: 'debug' })).toBe('web')
    expect(logs('web', { container: 'main', timestamps: true })).toMatch(
      /^2026-01-01T00:00:00\.\d{9}Z I0101 /,
    )
  })
})

test('nodes are registered, ready, and keep their Leases', async () => {
  const { client, clock } = smallCluster()
  expect(client.list(nodes, null).map(({ metadata, spec }) => [metadata.name, spec?.podCIDR])).toEqual([
    ['lab-control-plane', '10.244.0.0/24'],
    ['lab-worker', '10.244.1.0/24'],
    ['lab-worker2', '10.244.2.0/24'],
  ])
  expect(client.get(nodes, '', 'lab-worker')?.status?.conditions?.at(-1)).toMatchObject({
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
  })
  const renewed = () => client.get(leases, 'kube-node-lease', 'lab-worker')?.spec?.renewTime
  const before = renewed()
  await clock.advance(11_000)
  expect(renewed()).not.toBe(before)
})
