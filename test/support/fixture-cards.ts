import type { CardFace, CardView, ScheduleView } from '../../src/contract/cards.ts'

const faces: readonly CardFace[] = [
  {
    type: 'basic',
    question:
      'A Pod asks for `api` and gets an answer. Which **two** things in the Pod decide which name was asked first?',
    answer:
      'The `search` list and `ndots` in `/etc/resolv.conf`.\n\n```console\n$ kubectl exec web -- cat /etc/resolv.conf\nsearch shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n```',
  },
  {
    type: 'cloze',
    parts: [
      { text: 'A headless Service sets `clusterIP: ', hidden: false },
      { text: 'None', hidden: true },
      { text: '` and its name resolves to ', hidden: false },
      { text: 'the addresses of its ready Pods', hidden: true, hint: 'what?' },
      { text: '.', hidden: false },
    ],
  },
  {
    type: 'typed',
    question: 'List the EndpointSlices of the Service `api` in namespace `shop`.',
    language: 'command',
    answer: 'kubectl -n shop get endpointslice -l kubernetes.io/service-name=api',
  },
  {
    type: 'order',
    question: 'A Pod connects to a ClusterIP. Put the steps in order.',
    steps: [
      'kube-proxy’s rules pick a ready endpoint',
      'The resolver turns the name into a ClusterIP',
      'The packet is routed to the endpoint’s node',
      'conntrack remembers the translation',
    ],
    answer: [1, 0, 3, 2],
  },
  {
    type: 'predict',
    question:
      'The Service `api` exists, its selector matches **no** Pod, kube-proxy runs in iptables mode. A client connects to the ClusterIP. What does it see?',
    choices: [
      { id: 'refused', label: 'Connection refused' },
      { id: 'timeout', label: 'It times out' },
      { id: 'answer', label: 'It is answered by another Pod' },
    ],
    answer: 'refused',
  },
  {
    type: 'bug',
    question: 'Clients get *connection refused*. Mark the line that is wrong; the container listens on 8080.',
    manifest:
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n  namespace: shop\nspec:\n  selector:\n    app: api\n  ports:\n    - name: http\n      port: 80\n      targetPort: 80\n',
    lines: [12],
    answer: 'The Service sends to port 80 of the Pods, where nothing listens.',
    fixed:
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n  namespace: shop\nspec:\n  selector:\n    app: api\n  ports:\n    - name: http\n      port: 80\n      targetPort: 8080\n',
  },
  {
    type: 'output',
    question: 'What does this tell about `api`?',
    command: 'kubectl -n shop get endpointslice -l kubernetes.io/service-name=api',
    output:
      'NAME        ADDRESSTYPE   PORTS     ENDPOINTS   AGE\napi-7x2kq   IPv4          <unset>   <unset>     3m',
    choices: [
      { id: 'none', label: 'No Pod matches its selector' },
      { id: 'unready', label: 'Its Pods are not ready' },
    ],
    answerChoice: 'none',
    answer:
      'An EndpointSlice without endpoints: the selector matches nothing. Unready Pods would be listed, with `ready: false`.',
  },
]

export const cards: readonly CardView[] = faces.map((face, index) => ({
  id: `fixture-${index}`,
  topic: index % 2 === 0 ? 'dns' : 'services',
  topicTitle: index % 2 === 0 ? 'DNS in a cluster' : 'Services and EndpointSlices',
  face,
  why: 'A name with fewer dots than `ndots` is tried with each search domain **before** it is tried as it stands.',
  labs: index === 1 ? [] : ['NET-101'],
  section: 'search-list',
  competencies: ['cka-services-coredns'],
  sources: [
    {
      title: 'DNS for Services and Pods',
      url: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    },
  ],
  kubernetes: '1.35',
}))

export function schedule(state: ScheduleView['state'] = 'new'): ScheduleView {
  return {
    state,
    dueAt: null,
    stability: null,
    difficulty: null,
    retrievability: null,
    reps: 0,
    lapses: 0,
    lastReviewAt: null,
    suspended: false,
    buried: false,
    leech: false,
    flag: 0,
    revision: 1,
    note: '',
  }
}
