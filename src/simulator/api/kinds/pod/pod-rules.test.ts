import { describe, expect, it } from 'vitest'
import { invalid } from '../../status-error.ts'
import type { Container, Pod, PodSpec } from '../../schema/kubernetes-types.ts'
import { ruleContext, stored } from '../testing.ts'
import { podRules } from './pod-rules.ts'

const container: Container = { name: 'web', image: 'nginx:1.29' }

function pod(spec: Partial<PodSpec> = {}): Pod {
  return { metadata: { name: 'web', namespace: 'default' }, spec: { containers: [container], ...spec } }
}

function created(spec: Partial<PodSpec> = {}): ReturnType<typeof stored<Pod>> {
  const context = ruleContext()
  const object = stored(podRules, podRules.defaults(pod(spec)))
  return podRules.prepareForCreate?.(object, context) ?? object
}

function problems(spec: Partial<PodSpec>): string {
  const object = created(spec)
  return invalid(podRules.resource, 'web', podRules.validate(object, ruleContext())).message
}

describe('defaults', () => {
  it('are those of a bare Pod', () => {
    expect(podRules.defaults(pod()).spec).toEqual({
      containers: [
        {
          name: 'web',
          image: 'nginx:1.29',
          imagePullPolicy: 'IfNotPresent',
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    })
  })

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.29', 'IfNotPresent'],
    ['localhost:5000/team/app', 'Always'],
    ['registry.k8s.io/pause@sha256:' + 'a'.repeat(64), 'IfNotPresent'],
  ])('pull %s %s', (image, policy) => {
    const { spec } = podRules.defaults(pod({ containers: [{ name: 'a', image }] }))
    expect(spec?.containers[0]?.imagePullPolicy).toBe(policy)
  })

  it('take requests from limits, and ports of the host from those of the container', () => {
    const { spec } = podRules.defaults(
      pod({
        hostNetwork: true,
        containers: [
          {
            ...container,
            ports: [{ containerPort: 80 }],
            resources: { limits: { cpu: '1000m', memory: '1024Mi' }, requests: { cpu: '0.5' } },
          },
        ],
      }),
    )
    expect(spec?.containers[0]).toMatchObject({
      ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
      resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m', memory: '1Gi' } },
    })
  })

  it('fill in probes, volumes and downward fields', () => {
    const { spec } = podRules.defaults(
      pod({
        containers: [
          {
            ...container,
            readinessProbe: { httpGet: { port: 80 } },
            env: [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
          },
        ],
        volumes: [{ name: 'scratch' }, { name: 'config', configMap: { name: 'c' } }],
      }),
    )
    expect(spec?.containers[0]).toMatchObject({
      readinessProbe: {
        httpGet: { path: '/', port: 80, scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      env: [{ name: 'IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } }],
    })
    expect(spec?.volumes).toEqual([
      { name: 'scratch', emptyDir: {} },
      { name: 'config', configMap: { name: 'c', defaultMode: 420 } },
    ])
  })

  it('start with a pending status and a class of service', () => {
    expect(created().status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' })
    const limits = { cpu: '1', memory: '1Gi' }
    expect(created({ containers: [{ ...container, resources: { limits } }] }).status?.qosClass).toBe(
      'Guaranteed',
    )
  })
})

describe('validation', () => {
  it.each<[string, Partial<PodSpec>, string]>([
    ['no containers', { containers: [] }, 'spec.containers: Required value'],
    [
      'a port out of range',
      { containers: [{ ...container, ports: [{ containerPort: 99999 }] }] },
      'spec.containers[0].ports[0].containerPort: Invalid value: 99999: must be between 1 and 65535, inclusive',
    ],
    [
      'an unknown protocol',
      { containers: [{ ...container, ports: [{ containerPort: 80, protocol: 'ICMP' }] }] },
      'spec.containers[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      'two containers of one name',
      { containers: [container, container] },
      'spec.containers[1].name: Duplicate value: "web"',
    ],
    [
      'a mount without its volume',
      { containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] },
      'spec.containers[0].volumeMounts[0].name: Not found: "data"',
    ],
    [
      'a probe without a handler',
      { containers: [{ ...container, livenessProbe: { periodSeconds: 5 } }] },
      'spec.containers[0].livenessProbe: Required value: must specify a handler type',
    ],
    [
      'a probe with two handlers',
      { containers: [{ ...container, livenessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } }] },
      'spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type',
    ],
    [
      'a liveness probe that must succeed twice',
      { containers: [{ ...container, livenessProbe: { httpGet: { port: 80 }, successThreshold: 2 } }] },
      'spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1',
    ],
    [
      'a request above its limit',
      {
        containers: [{ ...container, resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }],
      },
      'spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
    ],
    [
      'an unknown restart policy',
      { restartPolicy: 'Sometimes' },
      'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
    [
      'dnsPolicy None without a nameserver',
      { dnsPolicy: 'None' },
      'spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
    ],
    [
      'four nameservers',
      { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } },
      'spec.dnsConfig.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","1.1.1.4"]: must not have more than 3 nameservers',
    ],
    [
      'a toleration without key or Exists',
      { tolerations: [{ effect: 'NoSchedule' }] },
      'spec.tolerations[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"',
    ],
    [
      'a field that the downward API does not have',
      {
        containers: [
          { ...container, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } }] },
        ],
      },
      'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
    ],
    [
      'a volume of a cloud',
      { volumes: [{ name: 'a', gcePersistentDisk: { pdName: 'disk' } }] },
      'spec.volumes[0].gcePersistentDisk: Forbidden: volumes of this type are not modelled by the embedded cluster',
    ],
  ])('refuses %s', (_what, spec, text) => {
    expect(problems(spec)).toBe(`Pod "web" is invalid: ${text}`)
  })

  it('accepts what it defaulted', () => {
    expect(podRules.validate(created(), ruleContext())).toEqual([])
  })
})

describe('updates', () => {
  it('may change an image', () => {
    const next = created({ containers: [{ ...container, image: 'nginx:1.30' }] })
    expect(podRules.validateUpdate(next, created(), ruleContext())).toEqual([])
  })

  it('show what may not change as Kubernetes does', () => {
    const next = created({ containers: [{ ...container, env: [{ name: 'A', value: '<b>' }] }] })
    const [error, ...others] = podRules.validateUpdate(next, created(), ruleContext())
    expect(others).toEqual([])
    expect(error?.field).toBe('spec')
    expect(error?.detail.split('\n')).toEqual([
      expect.stringContaining('pod updates may not change fields other than `spec.containers[*].image`,'),
      '@@ -10,7 +10,13 @@',
      '    "WorkingDir": "",',
      '    "Ports": null,',
      '    "EnvFrom": null,',
      '-   "Env": null,',
      '+   "Env": [',
      '+    {',
      '+     "Name": "A",',
      '+     "Value": "\\u003cb\\u003e",',
      '+     "ValueFrom": null',
      '+    }',
      '+   ],',
      '    "Resources": {',
      '     "Limits": null,',
      '     "Requests": null,',
      '',
    ])
  })

  it('may not add containers', () => {
    const next = created({ containers: [container, { ...container, name: 'two' }] })
    expect(podRules.validateUpdate(next, created(), ruleContext()).at(-1)).toEqual({
      type: 'Forbidden',
      field: 'spec.containers',
      detail: 'pod updates may not add or remove containers',
    })
  })
})

it('warns of names, repeated variables and ports', () => {
  const object = {
    ...created({
      containers: [
        {
          ...container,
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
          ports: [{ containerPort: 80 }, { containerPort: 80 }],
        },
      ],
    }),
  }
  expect(podRules.warnings?.(object, null)).toEqual([
    'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
  ])
})
