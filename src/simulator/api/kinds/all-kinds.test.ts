import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as resources from '../resource.ts'
import type { ApiObject } from '../object.ts'
import { invalid } from '../status-error.ts'
import { kindRules, kindRulesOf, type AnyKindRules } from './all-kinds.ts'
import { ruleContext, stored } from './testing.ts'

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx' }] },
}
const selector = { matchLabels: { app: 'web' } }
const once = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } }
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }

/** The least that each kind accepts. */
const manifests: Readonly<Record<string, object>> = {
  Pod: { spec: template.spec },
  Service: { spec: { ports: [{ port: 80 }] } },
  Deployment: { spec: { selector, template } },
  ReplicaSet: { spec: { selector, template } },
  StatefulSet: { spec: { selector, template, serviceName: 'web' } },
  DaemonSet: { spec: { selector, template } },
  ControllerRevision: { data: {}, revision: 1 },
  Job: { spec: { template: once } },
  CronJob: { spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: once } } } },
  EndpointSlice: { addressType: 'IPv4', endpoints: [{ addresses: ['10.244.1.5'] }] },
  Endpoints: { subsets: [{ addresses: [{ ip: '10.244.1.5' }], ports: [{ port: 80 }] }] },
  Event: { involvedObject: { kind: 'Pod', namespace: 'default', name: 'web' }, reason: 'Started' },
  Ingress: { spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } } },
  IngressClass: { spec: { controller: 'example.com/ingress' } },
  NetworkPolicy: {
    spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
  },
  IPAddress: {
    metadata: { name: '10.96.0.10' },
    spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } },
  },
  ServiceCIDR: { spec: { cidrs: ['10.97.0.0/16'] } },
  Role: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
  ClusterRole: { rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }] },
  RoleBinding: { roleRef, subjects: [{ kind: 'User', name: 'jane' }] },
  ClusterRoleBinding: { roleRef, subjects: [{ kind: 'Group', name: 'ops' }] },
  CustomResourceDefinition: {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  },
  HorizontalPodAutoscaler: {
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  },
}

function manifest({ resource }: AnyKindRules): ApiObject {
  const own: { metadata?: object } = manifests[resource.kind] ?? {}
  const metadata = { name: 'web', ...(resource.namespaced && { namespace: 'default' }), ...own.metadata }
  return { ...own, metadata }
}

it('has rules for every resource that is named', () => {
  const named = Object.values(resources).filter((value) => typeof value === 'object')
  const without = named.filter((resource) => kindRulesOf(resource) === undefined).map(({ name }) => name)
  expect(without).toEqual([])
})

it.each(kindRules.map((rules) => [rules.resource.kind, rules] as const))(
  'defaults a %s once, and accepts it',
  (_kind, rules) => {
    const defaulted = rules.defaults(manifest(rules))
    expect(rules.defaults(defaulted)).toEqual(defaulted)
    const context = ruleContext()
    const object = stored(rules, defaulted)
    const prepared = rules.prepareForCreate?.(object, context) ?? object
    expect(rules.validate(prepared, context)).toEqual([])
    const again = stored(rules, rules.defaults(prepared))
    const updated = rules.prepareForUpdate?.(again, prepared, context) ?? again
    expect(rules.validateUpdate(updated, prepared, context)).toEqual([])
    expect(updated).toEqual(prepared)
  },
)

it('takes any object without falling over: what is missing is an error, not a crash', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kindRules), fc.boolean(), (rules, hasSpec) => {
      const object = { metadata: { name: 'web', namespace: 'default' }, ...(hasSpec && { spec: {} }) }
      const context = ruleContext()
      const kept = stored(rules, rules.defaults(object))
      expect(Array.isArray(rules.validate(kept, context))).toBe(true)
    }),
  )
})

function problems(kind: string, change: object): string {
  const rules = kindRules.find(({ resource }) => resource.kind === kind)
  if (rules === undefined) throw new Error(`no rules for ${kind}`)
  const context = ruleContext()
  const object = stored(rules, rules.defaults({ ...manifest(rules), ...change }))
  const prepared = rules.prepareForCreate?.(object, context) ?? object
  return invalid(rules.resource, 'web', rules.validate(prepared, context)).message.replace(
    /^.*? is invalid: /,
    '',
  )
}

const backend = { service: { name: 'web', port: { number: 80 } } }

it.each<[string, string, object, string]>([
  [
    'Deployment',
    'without a selector',
    { spec: { template } },
    '[spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`]',
  ],
  [
    'Deployment',
    'whose selector selects other Pods',
    { spec: { selector: { matchLabels: { app: 'api' } }, template } },
    'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
  ],
  [
    'Deployment',
    'with a negative number of replicas',
    { spec: { selector, template, replicas: -1 } },
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'Deployment',
    'that may neither add nor remove a Pod',
    { spec: { selector, template, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } } },
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
  ],
  [
    'Deployment',
    'whose Pods end',
    { spec: { selector, template: once } },
    'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
  ],
  [
    'Job',
    'whose Pods never end',
    { spec: { template } },
    'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
  ],
  [
    'CronJob',
    'with a broken schedule',
    { spec: { schedule: '61 * * * *', jobTemplate: { spec: { template: once } } } },
    'spec.schedule: Invalid value: "61 * * * *": end of range (61) above maximum (59): 61',
  ],
  [
    'CronJob',
    'with too few fields',
    { spec: { schedule: '* * *', jobTemplate: { spec: { template: once } } } },
    'spec.schedule: Invalid value: "* * *": expected exactly 5 fields, found 3: [* * *]',
  ],
  [
    'NetworkPolicy',
    'with a protocol that policies do not know',
    { spec: { podSelector: {}, ingress: [{ ports: [{ protocol: 'ICMP' }] }] } },
    'spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"',
  ],
  [
    'NetworkPolicy',
    'with an empty peer',
    { spec: { podSelector: {}, egress: [{ to: [{}] }] } },
    'spec.egress[0].to[0]: Required value: must specify a peer',
  ],
  [
    'NetworkPolicy',
    'with a peer of two sorts',
    {
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    },
    'spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer',
  ],
  [
    'NetworkPolicy',
    'with an exception outside its block',
    {
      spec: {
        podSelector: {},
        egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/16'] } }] }],
      },
    },
    'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "192.168.0.0/16": must be a strict subset of `cidr`',
  ],
  [
    'NetworkPolicy',
    'with a range of named ports',
    { spec: { podSelector: {}, ingress: [{ ports: [{ port: 'http', endPort: 90 }] }] } },
    'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric',
  ],
  [
    'Ingress',
    'without backend and rules',
    { spec: {} },
    'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
  ],
  [
    'Ingress',
    'with a path that does not begin at the root',
    { spec: { rules: [{ http: { paths: [{ path: 'api', pathType: 'Prefix', backend }] } }] } },
    'spec.rules[0].http.paths[0].path: Invalid value: "api": must be an absolute path',
  ],
  [
    'Ingress',
    'without a path type',
    { spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] } },
    'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
  ],
  [
    'EndpointSlice',
    'with a loopback address',
    { endpoints: [{ addresses: ['127.0.0.1'] }] },
    'endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
  ],
  [
    'ConfigMap',
    'with a key that is no file name',
    { data: { 'a b': '' } },
    "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
  ],
  [
    'Secret',
    'of a TLS server without its key',
    { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } },
    'data[tls.key]: Required value',
  ],
  [
    'Role',
    'for URLs',
    { rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }] },
    'rules[0].nonResourceURLs: Invalid value: ["/healthz"]: namespaced rules cannot apply to non-resource URLs',
  ],
  [
    'RoleBinding',
    'for an unknown sort of subject',
    { subjects: [{ kind: 'Robot', name: 'r2' }] },
    'subjects[0].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"',
  ],
])('refuses a %s %s', (kind, _what, change, text) => {
  expect(problems(kind, change)).toBe(text)
})

it('keeps a selector as it was', () => {
  const rules = kindRulesOf(resources.deployments)
  if (rules === undefined) throw new Error('no rules')
  const make = (app: string): ReturnType<typeof stored> =>
    stored(
      rules,
      rules.defaults({
        ...manifest(rules),
        ...{
          spec: {
            selector: { matchLabels: { app } },
            template: { ...template, metadata: { labels: { app } } },
          },
        },
      }),
    )
  const errors = rules.validateUpdate(make('api'), make('web'), ruleContext())
  expect(invalid(rules.resource, 'web', errors).message).toBe(
    'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"api"}}: field is immutable',
  )
})
