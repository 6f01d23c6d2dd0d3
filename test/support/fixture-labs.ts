import type { Debrief, LabSummary, Session } from '../../src/contract/labs.ts'

const day = 86_400_000

export const labs: LabSummary[] = [
  {
    ticket: 'NET-101',
    title: 'Checkout is down since the last release',
    topic: 'dns',
    topicTitle: 'DNS in a cluster',
    difficulty: 'medium',
    minutes: 20,
    engines: ['kind'],
    status: 'unseen',
    dueAt: null,
    attempts: 0,
  },
  {
    ticket: 'NET-102',
    title: 'Half of the storefront answers 503',
    topic: 'services',
    topicTitle: 'Services and EndpointSlices',
    difficulty: 'easy',
    minutes: 15,
    engines: ['kind'],
    status: 'solved',
    dueAt: Date.now() - 2 * day,
    attempts: 1,
  },
]

export const briefing = `**Reported by** Mara (support), 09:12

Customers can not pay: the checkout page says *“try again later”* since about nine. The team of checkout says that nobody
touched the application today.

- Namespace \`shop\`; the page is served by \`deploy/checkout\`, which calls \`api:8080\`.
- The platform team rolled out a hardening change this morning.

Make checkout work again **without** undoing the hardening.`

export function session(phase: Session['phase'] = 'starting'): Session {
  return {
    id: 'session-1',
    ticket: 'NET-101',
    title: 'Checkout is down since the last release',
    topic: 'dns',
    engine: 'kind',
    phase,
    progress: phase === 'starting' ? { step: 'Creating the cluster: preparing nodes', fraction: 0.35 } : null,
    problem: null,
    briefing,
    objectives: [
      { id: 'pay', text: 'Checkout reaches the payment API', state: 'unknown' },
      { id: 'both', text: 'Names resolve over UDP and over TCP', state: 'unknown' },
      { id: 'deny', text: 'Egress that is not needed stays denied', state: 'unknown' },
    ],
    hints: [
      { index: 0, cost: 'at best Hard', text: null },
      { index: 1, cost: 'at best Hard', text: null },
    ],
    diagnosis: {
      question: 'Which hop fails, and what shows it?',
      choices: [
        { id: 'dns', label: 'The look-up: nothing comes back from the cluster DNS' },
        { id: 'svc', label: 'The Service has no endpoints' },
        { id: 'app', label: 'The application does not listen' },
      ],
      answered: null,
    },
    namespaces: ['shop'],
    startedAt: Date.now(),
    activeMs: 247_000,
    active: phase === 'ready',
    targetMs: 20 * 60_000,
    failedChecks: 0,
    result: null,
  }
}

export const debrief: Debrief = {
  labId: 'fixture-lab',
  cause: 'A NetworkPolicy isolates egress in `shop` and allows no traffic to port 53.',
  evidence: 'Look-ups time out from every Pod of the namespace; the same name resolves from `default`.',
  commands: [
    {
      command: 'kubectl -n shop exec deploy/checkout -- nslookup api',
      shows: 'The look-up times out: it is not refused.',
    },
    {
      command: 'kubectl -n shop get networkpolicy -o yaml',
      shows: 'Egress is isolated; no rule names port 53.',
    },
  ],
  solutions: [
    { title: 'Allow DNS to kube-system', body: 'Add an egress rule for UDP **and** TCP 53.' },
    { title: 'Allow DNS by Pod label', body: 'Select `k8s-app: kube-dns` in `kube-system`.' },
  ],
  cards: [{ id: 'fixture-0', prompt: 'Which two things decide which name was asked first?' }],
}
