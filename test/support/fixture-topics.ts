import type { CallOutput } from '../../src/contract/contract.ts'

const body = `# DNS in a cluster

Every Pod asks the cluster DNS first. What it asks is decided **in the Pod**, by two lines of \`/etc/resolv.conf\`.

## The search list

A name with fewer dots than \`ndots\` is tried with each search domain before it is tried as it stands.

\`\`\`console
$ kubectl exec web -- cat /etc/resolv.conf
search shop.svc.cluster.local svc.cluster.local cluster.local
nameserver 10.96.0.10
options ndots:5
\`\`\`

| option | default | what it does |
| --- | --- | --- |
| \`ndots\` | 5 | dots from which a name is tried as it stands first |
| \`timeout\` | 5 s | wait for one nameserver |

See also [how a look-up goes](#how-a-look-up-goes) and [the documentation](https://kubernetes.io/docs/).

## How a look-up goes

\`\`\`mermaid
flowchart LR
  Pod[client Pod] --> R[resolver library]
  R -->|UDP 53| S[kube-dns ClusterIP]
  S --> C[CoreDNS Pod]
  C -->|cluster.local| K[answers itself]
  C -->|everything else| U[upstream]
\`\`\`

> A look-up that times out never reached an answering server; NXDOMAIN came from one.

\`\`\`yaml
dnsConfig:
  options:
    - name: ndots
      value: "2"
\`\`\`

## When it breaks

1. No answer at all: policy, Service, CoreDNS.
2. An answer, but the wrong one: search list, cluster domain.

\`\`\`mermaid
this is no diagram
\`\`\`
`

export const topics: readonly CallOutput<'topic.get'>[] = [
  ['dns', 'DNS in a cluster', 'How a name becomes an address, and where that goes wrong.'] as const,
  ['services', 'Services and EndpointSlices', 'How a stable address finds the Pods behind it.'] as const,
].map(([id, title, summary]) => ({
  id,
  title,
  summary,
  cards: 16,
  labs: id === 'dns' ? ['NET-101'] : ['NET-102'],
  body,
  sections: [
    { id: 'search-list', title: 'The search list' },
    { id: 'how-a-look-up-goes', title: 'How a look-up goes' },
    { id: 'when-it-breaks', title: 'When it breaks' },
  ],
  competencies: [{ id: 'cka-coredns', exam: 'CKA', text: 'Understand and use CoreDNS' }],
  sources: [
    {
      title: 'DNS for Services and Pods',
      url: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    },
  ],
  kubernetes: '1.35',
}))
