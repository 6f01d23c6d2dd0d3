import type { ApiObject } from '../../api/object.ts'
import {
  configMaps,
  daemonSets,
  deployments,
  endpoints,
  endpointSlices,
  namespaces,
  serviceAccounts,
  serviceCidrs,
  services,
  type Resource,
} from '../../api/resource.ts'
import type {
  ConfigMap,
  EndpointSlice,
  Endpoints,
  Namespace,
  Service,
  ServiceAccount,
  ServiceCIDR,
} from '../../api/schema/kubernetes-types.ts'
import { apiServerPort, apiServiceAddress, dnsServiceAddress, nodeLayout, serviceCidr } from './layout.ts'
import { corefile, kubeProxyConfig } from './system-config.ts'
import { coreDns, kindNet, kubeProxy } from './system-workloads.ts'

/** An object that a fresh kind cluster has, in the order in which they are made. */
export interface FirstObject {
  readonly resource: Resource
  readonly object: ApiObject
}

/** What kubeadm and kind put into a new cluster besides RBAC's policy, nodes and static Pods. */
export function firstObjects(): readonly FirstObject[] {
  return [
    ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map((name) =>
      made(namespaces, namespace(name)),
    ),
    made(serviceCidrs, {
      metadata: { name: 'kubernetes', finalizers: ['networking.k8s.io/service-cidr-finalizer'] },
      spec: { cidrs: [serviceCidr] },
    } satisfies ServiceCIDR),
    made(services, apiService),
    made(endpoints, apiEndpoints),
    made(endpointSlices, apiEndpointSlice),
    ...['coredns', 'kube-proxy', 'kindnet'].map((name) => made(serviceAccounts, account(name))),
    made(configMaps, config('coredns', { Corefile: corefile })),
    made(configMaps, {
      ...config('kube-proxy', { 'config.conf': kubeProxyConfig }),
      metadata: kubeProxyMeta,
    }),
    made(services, dnsService),
    made(deployments, coreDns),
    made(daemonSets, kubeProxy),
    made(daemonSets, kindNet),
  ]
}

const kubeProxyMeta = { name: 'kube-proxy', namespace: 'kube-system', labels: { app: 'kube-proxy' } }

function made<T extends ApiObject>(resource: Resource<T>, object: T): FirstObject {
  return { resource, object }
}

function namespace(name: string): Namespace {
  return { metadata: { name } }
}

function account(name: string): ServiceAccount {
  return { metadata: { name, namespace: 'kube-system' } }
}

function config(name: string, data: Readonly<Record<string, string>>): ConfigMap {
  return { metadata: { name, namespace: 'kube-system' }, data }
}

const apiLabels = { component: 'apiserver', provider: 'kubernetes' }
const [controlPlane] = nodeLayout

const apiService: Service = {
  metadata: { name: 'kubernetes', namespace: 'default', labels: apiLabels },
  spec: {
    type: 'ClusterIP',
    clusterIP: apiServiceAddress,
    clusterIPs: [apiServiceAddress],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    sessionAffinity: 'None',
    ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: apiServerPort }],
  },
}

/** The API server writes its own address: its Service has no selector (`kubernetesservice` controller). */
const apiEndpoints: Endpoints = {
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
  },
  subsets: [
    {
      addresses: [{ ip: controlPlane.address }],
      ports: [{ name: 'https', port: apiServerPort, protocol: 'TCP' }],
    },
  ],
}

const apiEndpointSlice: EndpointSlice = {
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { 'kubernetes.io/service-name': 'kubernetes' },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: [controlPlane.address], conditions: { ready: true } }],
  ports: [{ name: 'https', port: apiServerPort, protocol: 'TCP' }],
}

const dnsService: Service = {
  metadata: {
    name: 'kube-dns',
    namespace: 'kube-system',
    annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
    labels: {
      'k8s-app': 'kube-dns',
      'kubernetes.io/cluster-service': 'true',
      'kubernetes.io/name': 'CoreDNS',
    },
  },
  spec: {
    selector: { 'k8s-app': 'kube-dns' },
    clusterIP: dnsServiceAddress,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
      { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
    ],
  },
}
