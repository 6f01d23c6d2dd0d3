import type { Stored } from '../api/object.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'

/** The Pod's host name (kubernetes `kubelet_pods.go` GeneratePodHostNameAndDomain): at most 63 characters. */
export function hostnameOf(pod: Stored<Pod>, node: string): string {
  if (pod.spec?.hostNetwork === true) return node
  return (pod.spec?.hostnameOverride ?? pod.spec?.hostname ?? pod.metadata.name)
    .slice(0, 63)
    .replace(/[-.]+$/, '')
}

/** /etc/hosts as the kubelet writes it (`kubelet_pods.go` managedHostsFileContent). */
export function hostsFile(pod: Stored<Pod>, address: string, hostname: string): string {
  const domain = domainOf(pod)
  const own = domain === null ? hostname : `${hostname}.${domain}\t${hostname}`
  const lines = [
    pod.spec?.hostNetwork === true
      ? '# Kubernetes-managed hosts file (host network).'
      : '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${address}\t${own}`,
  ]
  const aliases = (pod.spec?.hostAliases ?? []).map(
    ({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}`,
  )
  const added = aliases.length > 0 ? ['', '# Entries added by HostAliases.', ...aliases] : []
  return `${[...lines, ...added].join('\n')}\n`
}

/** /etc/resolv.conf (kubernetes `pkg/kubelet/network/dns`): ClusterFirst, Default, None, and dnsConfig on top. */
export function resolvFile(pod: Stored<Pod>, clusterDns: string): string {
  const { dnsPolicy = 'ClusterFirst', hostNetwork = false, dnsConfig } = pod.spec ?? {}
  const cluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork)
  const { namespace = '' } = pod.metadata
  const base = cluster
    ? {
        nameservers: [clusterDns],
        searches: [`${namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'],
        options: ['ndots:5'],
      }
    : dnsPolicy === 'None'
      ? { nameservers: [], searches: [], options: [] }
      : { nameservers: ['172.18.0.1'], searches: [], options: [] }
  const nameservers = [...new Set([...base.nameservers, ...(dnsConfig?.nameservers ?? [])])]
  const searches = [...new Set([...base.searches, ...(dnsConfig?.searches ?? [])])]
  const options = new Map(base.options.map((option) => [option.replace(/:.*/, ''), option]))
  for (const { name = '', value } of dnsConfig?.options ?? []) {
    options.set(name, value === undefined ? name : `${name}:${value}`)
  }
  return [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}\n`] : []),
    ...nameservers.map((server) => `nameserver ${server}\n`),
    ...(options.size > 0 ? [`options ${[...options.values()].join(' ')}\n`] : []),
  ].join('')
}

function domainOf(pod: Stored<Pod>): string | null {
  const { subdomain, hostname } = pod.spec ?? {}
  if (subdomain === undefined || subdomain === '' || hostname === undefined) return null
  return `${subdomain}.${pod.metadata.namespace ?? ''}.svc.cluster.local`
}
