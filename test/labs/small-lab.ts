import { labSchema } from '../../src/core/labs/format/lab-schema.ts'
import { createLabCatalog, type Lab, type LabCatalog } from '../../src/core/labs/lab.ts'

const service = { apiVersion: 'v1', kind: 'Service', namespace: '${shop}', name: 'web' }
const repair = [{ do: 'object.patch', object: service, patch: { spec: { selector: { app: 'web' } } } }]

/** Two labs of one Service each, that the cluster in memory can run. */
export function smallLabs(): LabCatalog {
  return createLabCatalog([smallLab('lab-a', 'NET-901'), smallLab('lab-b', 'NET-902')])
}

function smallLab(id: string, ticket: string): Lab {
  const lab = labSchema.parse({
    id,
    ticket,
    title: 'The page is down',
    topic: 'dns',
    difficulty: 'easy',
    minutes: 10,
    kubernetes: '1.35',
    competencies: ['cka-services'],
    sources: [{ title: 'none' }],
    cards: ['card'],
    engines: ['kind'],
    namespaces: { shop: 'shop' },
    briefing: 'The page in `${shop}` is down.',
    setup: [{ do: 'manifests.apply', files: ['web.yaml'] }],
    break: [{ do: 'object.patch', object: service, patch: { spec: { selector: { app: 'other' } } } }],
    objectives: [
      {
        id: 'page-answers',
        text: 'The page answers.',
        checks: [
          { from: { namespace: '${shop}', workload: 'client' }, http: 'http://web/', within: 0, holds: 0 },
        ],
      },
    ],
    invariants: [
      { id: 'client-stays', text: 'The client stays.', checks: [{ kept: { ...service, name: 'web' } }] },
    ],
    brokenFails: ['page-answers'],
    churn: [{ do: 'workload.restart', on: { namespace: '${shop}', workload: 'client' } }],
    diagnosis: {
      question: 'Where?',
      choices: ['service', 'dns', 'policy'].map((each) => ({ id: each, label: each })),
      answer: 'service',
    },
    hints: [{ text: 'Look.', cost: 'none' }, { text: 'Look at the Service.' }],
    debrief: {
      cause: 'The selector.',
      evidence: 'None.',
      commands: [
        { command: 'kubectl get svc', shows: 'it' },
        { command: 'kubectl get pods', shows: 'them' },
      ],
    },
    solutions: [{ id: 'selector', title: 'Correct it', body: 'So.', steps: repair }],
    cheats: ['x', 'y', 'z'].map((each) => ({ id: each, title: each, steps: repair })),
  })
  return { ...lab, files: new Map([['web.yaml', manifests]]) }
}

const manifests = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: '\${shop}' }
spec: { selector: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: client, namespace: '\${shop}' }
spec: { replicas: 1 }
`
