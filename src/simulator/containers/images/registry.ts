import { createHash } from 'node:crypto'
import { agnhost, pauseProgram, unmodelledTool } from '../agnhost/agnhost.ts'
import { nginx, nginxFiles } from '../programs/nginx.ts'
import type { Program } from '../program.ts'
import { shell } from '../shell/shell.ts'
import { normalizeReference, type Image } from './image.ts'
import { tools, unmodelledTools } from './toolbox.ts'

/** The images that every node has; nothing else can be had, as the machine is offline. */
export interface Images {
  /** Null when a node does not have it. */
  find(reference: string): Image | null
  readonly all: readonly Image[]
}

/** kind's own images for Kubernetes 1.35 and those that labs use. */
export function offlineImages(): Images {
  const all = [...systemImages(), ...labImages()]
  const byReference = new Map(all.map((image) => [image.reference, image]))
  return {
    all,
    find: (reference) => byReference.get(normalizeReference(reference) ?? '') ?? null,
  }
}

const path = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }

function labImages(): readonly Image[] {
  const toolbox = new Map<string, Program>([
    ['sh', shell('sh')],
    ['bash', shell('bash')],
    ...tools,
    ...unmodelledTools.map((name) => [name, unmodelledTool(name)] as const),
  ])
  const withTools = { programs: toolbox, command: ['sh'] }
  return [
    image('registry.k8s.io/e2e-test-images/agnhost:2.59', 337_813_668, {
      ...withTools,
      entrypoint: ['/agnhost'],
      command: ['pause'],
      programs: new Map([...toolbox, ['agnhost', agnhost]]),
      paths: new Map([['/agnhost', agnhost]]),
    }),
    image('registry.k8s.io/e2e-test-images/jessie-dnsutils:1.7', 286_575_462, withTools),
    image('docker.io/nicolaka/netshoot:v0.13', 286_575_462, { ...withTools, command: ['bash'] }),
    image('docker.io/library/nats:2.12.4', 302_685_014, {
      command: ['nats-server'],
      programs: new Map([...toolbox, ['nats-server', unmodelledTool('nats-server')]]),
    }),
    image('docker.io/library/traefik:v3.6.12', 464_522_067, {
      command: ['traefik'],
      programs: new Map([...toolbox, ['traefik', unmodelledTool('traefik')]]),
    }),
    ...['controller', 'speaker'].map((name) =>
      image(`quay.io/metallb/${name}:v0.15.2`, 70_000_000, {
        entrypoint: [`/${name}`],
        paths: new Map([[`/${name}`, unmodelledTool(name)]]),
      }),
    ),
    image('docker.io/library/alpine:3.17', 2_202_942, {
      command: ['/bin/sh'],
      programs: new Map([...toolbox].filter(([name]) => !['bash', 'curl'].includes(name))),
    }),
    image('docker.io/library/nginx:1.29.3', 72_000_000, {
      command: ['nginx', '-g', 'daemon off;'],
      programs: new Map([...toolbox, ['nginx', nginx]]),
      files: nginxFiles,
    }),
  ]
}

/** Their processes only live: what they do, controllers of the simulator do. */
function systemImages(): readonly Image[] {
  const living = (
    reference: string,
    sizeBytes: number,
    names: readonly string[],
    more: Partial<Image> = {},
  ) =>
    image(reference, sizeBytes, {
      programs: new Map(names.map((name) => [name, pauseProgram])),
      paths: new Map(names.map((name) => [`/${name}`, pauseProgram])),
      ...more,
    })
  return [
    living('registry.k8s.io/pause:3.10.1', 320_448, ['pause'], { entrypoint: ['/pause'] }),
    living('registry.k8s.io/etcd:3.6.6-0', 23_600_000, ['etcd']),
    living('registry.k8s.io/coredns/coredns:v1.13.1', 23_500_000, ['coredns'], { entrypoint: ['/coredns'] }),
    ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map((name) =>
      living(`registry.k8s.io/${name}:v1.35.4`, 70_000_000, [name]),
    ),
    living('docker.io/kindest/kindnetd:v20260820-69b56db7', 44_000_000, ['kindnetd'], {
      command: ['/bin/kindnetd'],
    }),
    living('docker.io/kindest/local-path-provisioner:v20250214-acbabc1a', 22_500_000, [
      'local-path-provisioner',
    ]),
  ]
}

function image(reference: string, sizeBytes: number, more: Partial<Image>): Image {
  return {
    reference,
    id: `sha256:${createHash('sha256').update(reference).digest('hex')}`,
    sizeBytes,
    entrypoint: [],
    command: [],
    environment: path,
    workingFolder: '/',
    files: new Map(),
    programs: new Map(),
    paths: new Map(),
    ...more,
  }
}
