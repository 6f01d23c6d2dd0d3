import type { Problem } from '../../contract/labs.ts'
import type { Provider } from './tools.ts'

const gibibyte = 1024 ** 3

/** kindnet enforces NetworkPolicy from this version of kind on. */
export const minimumKindVersion = { major: 0, minor: 24 } as const
/** Two nodes idle at about 1 GiB; labs need the rest. */
export const minimumMemoryBytes = 2 * gibibyte
/** The stock node image unpacked, the nodes' own images and logs. */
export const minimumDiskBytes = 4 * gibibyte

const names: Readonly<Record<Provider, string>> = { docker: 'Docker', podman: 'Podman' }

export function noKind(): Problem {
  return {
    code: 'kind.not-installed',
    message: 'kind is not on PATH.',
    remedy: 'Install kind (https://kind.sigs.k8s.io) and make sure that `kind version` works.',
  }
}

export function kindTooOld(version: string): Problem {
  const { major, minor } = minimumKindVersion
  return {
    code: 'kind.too-old',
    message: `kind ${version} is too old: labs need ${major}.${minor} or later, which enforces NetworkPolicy.`,
    remedy: 'Install a later kind (https://kind.sigs.k8s.io).',
  }
}

export function kindFailed(detail: string): Problem {
  return {
    code: 'kind.not-working',
    message: `\`kind version\` failed: ${detail}.`,
    remedy: 'Reinstall kind (https://kind.sigs.k8s.io) until `kind version` works.',
  }
}

export function noContainerEngine(): Problem {
  return {
    code: 'kind.no-container-engine',
    message: 'Neither docker nor podman is on PATH.',
    remedy: 'Install Docker (https://docs.docker.com/engine/install) or Podman, and start it.',
  }
}

export function notRunning(provider: Provider): Problem {
  return {
    code: `kind.${provider}-not-running`,
    message: `${names[provider]} is installed but does not answer: it is not running.`,
    remedy:
      provider === 'docker'
        ? 'Start Docker (Docker Desktop, or `sudo systemctl start docker`) and try again.'
        : 'Start Podman (`podman machine start`, or its service) and try again.',
  }
}

export function permissionDenied(provider: Provider): Problem {
  return {
    code: `kind.${provider}-permission-denied`,
    message: `This user may not use ${names[provider]}: permission denied at its socket.`,
    remedy:
      provider === 'docker'
        ? 'Add the user to the docker group (`sudo usermod -aG docker $USER`) and log in again.'
        : 'Run Podman as a user who owns its socket.',
  }
}

export function engineFailed(provider: Provider, detail: string): Problem {
  return {
    code: `kind.${provider}-not-working`,
    message: `${names[provider]} does not work: ${detail}.`,
    remedy: `Repair it until \`${provider} info\` works.`,
  }
}

export function tooLittleMemory(provider: Provider, bytes: number): Problem {
  return {
    code: 'kind.memory-too-small',
    message: `${names[provider]} has ${gib(bytes)} of memory; a cluster needs ${gib(minimumMemoryBytes)}.`,
    remedy: `Give ${names[provider]} more memory (Docker Desktop: Settings, Resources).`,
  }
}

export function tooLittleDisk(path: string, bytes: number): Problem {
  return {
    code: 'kind.disk-too-small',
    message: `${gib(bytes)} are free at ${path}; a cluster needs ${gib(minimumDiskBytes)}.`,
    remedy: 'Free disk space there, for example with `docker system prune`.',
  }
}

export function rootlessNeedsCgroup2(provider: Provider): Problem {
  return {
    code: 'kind.rootless-needs-cgroup2',
    message: `${names[provider]} runs rootless on cgroup v1, where kind can not work.`,
    remedy: 'Run it as root, or boot the host with cgroup v2 (https://kind.sigs.k8s.io/docs/user/rootless).',
  }
}

function gib(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GiB`
}
