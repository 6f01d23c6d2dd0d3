import { describe, expect, it } from 'vitest'
import { podRules } from '../kinds/pod/pod-rules.ts'
import { kindRulesOf, type AnyKindRules } from '../kinds/all-kinds.ts'
import { ruleContext, stored } from '../kinds/testing.ts'
import type { ApiObject, StoredObject } from '../object.ts'
import type { AdmissionRequest } from '../registry/registry-ports.ts'
import {
  ingressClasses,
  ingresses,
  namespaces,
  nodes,
  pods,
  serviceAccounts,
  type Resource,
} from '../resource.ts'
import type { Ingress, Node, Pod, PodSpec } from '../schema/kubernetes-types.ts'
import { admit, admitDelete } from './admission.ts'

function rulesOf(resource: Resource): AnyKindRules {
  const rules = kindRulesOf(resource)
  if (rules === undefined) throw new Error(`no rules for ${resource.name}`)
  return rules
}

function make(resource: Resource, object: ApiObject): StoredObject {
  const rules = rulesOf(resource)
  return stored(rules, rules.defaults(object))
}

function request(
  resource: Resource,
  object: StoredObject,
  previous: StoredObject | null = null,
): AdmissionRequest {
  return {
    served: { resource, rules: rulesOf(resource), custom: false },
    object,
    previous,
    subresource: '',
    writer: {
      user: { name: 'kubernetes-admin', groups: [] },
      fieldManager: 'test',
      dryRun: false,
      warn: () => undefined,
    },
  }
}

const cluster = [
  make(namespaces, { metadata: { name: 'default' } }),
  make(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } }),
]

function pod(spec: Partial<PodSpec> = {}, metadata: object = { name: 'web' }): StoredObject {
  const object: Pod = {
    metadata: { namespace: 'default', ...metadata },
    spec: { containers: [{ name: 'web', image: 'nginx' }], ...spec },
  }
  return make(pods, object)
}

function admitted(object: StoredObject, more: readonly StoredObject[] = []): Pod {
  return admit(request(pods, object), ruleContext([...cluster, ...more]))
}

describe('a new Pod', () => {
  it('gets the default account with its token, a priority and tolerations', () => {
    const { spec } = admitted(pod())
    expect(spec).toMatchObject({ serviceAccountName: 'default', serviceAccount: 'default', priority: 0 })
    expect(spec?.volumes?.map(({ name }) => name)).toEqual(['kube-api-access-bbbbb'])
    expect(spec?.containers[0]?.volumeMounts).toEqual([
      {
        name: 'kube-api-access-bbbbb',
        readOnly: true,
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      },
    ])
    expect(spec?.tolerations?.map(({ key, tolerationSeconds }) => [key, tolerationSeconds])).toEqual([
      ['node.kubernetes.io/not-ready', 300],
      ['node.kubernetes.io/unreachable', 300],
    ])
    expect(podRules.validate(stored(podRules, admitted(pod())), ruleContext())).toEqual([])
  })

  it('gets no token when it wants none', () => {
    const { spec } = admitted(pod({ automountServiceAccountToken: false }))
    expect(spec?.volumes).toBeUndefined()
    expect(spec?.containers[0]?.volumeMounts).toBeUndefined()
  })

  it.each<[string, StoredObject, string]>([
    [
      'of an account that is not there',
      pod({ serviceAccountName: 'robot' }),
      'pods "web" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    ],
    [
      'of a ReplicaSet, whose name is not made yet',
      pod({ serviceAccountName: 'robot' }, { generateName: 'web-5d9c-', name: 'web-5d9c-x2z4b' }),
      'pods "web-5d9c-" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    ],
    [
      'of an unknown priority class',
      pod({ priorityClassName: 'high' }),
      'pods "web" is forbidden: no PriorityClass with name high was found',
    ],
    [
      'of an unknown runtime class',
      pod({ runtimeClassName: 'gvisor' }),
      'pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
    ],
    [
      'in a namespace that is not there',
      pod({}, { name: 'web', namespace: 'shop' }),
      'namespaces "shop" not found',
    ],
  ])('%s is refused', (_what, object, text) => {
    expect(() => admitted(object)).toThrow(text)
  })

  it('is refused where the namespace goes away', () => {
    const leaving = {
      ...make(namespaces, { metadata: { name: 'shop' } }),
      status: { phase: 'Terminating' },
    }
    expect(() => admitted(pod({}, { name: 'web', namespace: 'shop' }), [leaving])).toThrow(
      'pods "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
    )
  })
})

it('keeps a computed priority on an update', () => {
  const previous = stored(podRules, admitted(pod()))
  const next = stored(podRules, { ...previous, spec: { containers: [{ name: 'web', image: 'nginx' }] } })
  const { spec }: Pod = admit(request(pods, next, previous), ruleContext(cluster))
  expect(spec).toMatchObject({ priority: 0, preemptionPolicy: 'PreemptLowerPriority' })
})

it('keeps the namespaces that a cluster needs', () => {
  const served = { resource: namespaces, rules: rulesOf(namespaces), custom: false }
  const system = make(namespaces, { metadata: { name: 'kube-system' } })
  expect(() => {
    admitDelete(served, system)
  }).toThrow('namespaces "kube-system" is forbidden: this namespace may not be deleted')
  const shop = make(namespaces, { metadata: { name: 'shop' } })
  expect(() => {
    admitDelete(served, shop)
  }).not.toThrow()
})

it('refuses a namespace whose Pod security it does not model', () => {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  const object = make(namespaces, { metadata: { name: 'shop', labels } })
  expect(() => admit(request(namespaces, object), ruleContext())).toThrow('does not model Pod security')
})

it('taints a new node', () => {
  const { spec }: Node = admit(request(nodes, make(nodes, { metadata: { name: 'n1' } })), ruleContext())
  expect(spec?.taints).toEqual([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }])
})

it('gives an Ingress the default class', () => {
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' }
  const ingressClass = make(ingressClasses, { metadata: { name: 'nginx', annotations } })
  const object = make(ingresses, { metadata: { name: 'web', namespace: 'default' } })
  const { spec }: Ingress = admit(request(ingresses, object), ruleContext([...cluster, ingressClass]))
  expect(spec?.ingressClassName).toBe('nginx')
})
