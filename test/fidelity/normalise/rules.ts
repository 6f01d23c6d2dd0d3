import type { Naming } from './placeholders.ts'

/** What the rules must know about the cluster and the script that the text came from. */
export interface Surroundings {
  controlPlane: string
  workers: readonly string[]
  /** The names of nodes by their addresses. */
  nodeAddresses: ReadonlyMap<string, string>
  /** False: all workers have one placeholder, because the scheduler was free to choose. */
  workersToldApart: boolean
  /** The address of the API server, with scheme and port. */
  server: string
  /** The folder that kubectl ran in. */
  folder: string
  /** Words that the script itself wrote: what a learner chose was not made up by the cluster. */
  literals: ReadonlySet<string>
}

type Rule = (text: string, naming: Naming, around: Surroundings) => string

/** k8s.io/apimachinery/pkg/util/rand: the letters that generated names are made of. */
const letter = '[bcdfghjklmnpqrstvwxz2456789]'

const wellKnownAddresses = new Set([
  '10.96.0.1',
  '10.96.0.10',
  '10.9.8.7',
  '127.0.0.1',
  '0.0.0.0',
  '255.255.255.255',
])

function nodeAddress(address: string, naming: Naming, around: Surroundings): string {
  const node = around.nodeAddresses.get(address)
  if (node === around.controlPlane) return '<control-plane-ip>'
  return around.workersToldApart || node === undefined ? naming('node-ip', address) : '<worker-ip>'
}

const addresses: Rule = (text, naming, around) =>
  text.replace(
    /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\.\d)(\/\d{1,2})?/g,
    (address, mask: string | undefined) => {
      if (around.literals.has(address.replace(/\/.*/, '')) || wellKnownAddresses.has(address)) return address
      if (mask !== undefined) return address.startsWith('10.244.') ? naming('pod-cidr', address) : address
      if (address.startsWith('10.244.')) return naming('pod-ip', address)
      return /^10\.(?:9[6-9]|10\d|11[01])\./.test(address)
        ? naming('service-ip', address)
        : nodeAddress(address, naming, around)
    },
  )

/** `a,b,c + 2 more...` names any three of five: which ones is chance. */
const cutLists: Rule = (text) =>
  text.replace(/(?:\d+(?:\.\d+){3}(?::\d+)?,)+\d+(?:\.\d+){3}(?::\d+)?(?= \+ \d+ more\.\.\.)/g, (list) =>
    list.replace(/\d+(?:\.\d+){3}/g, '<pod-ip>'),
  )

const times: Rule = (text) =>
  text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/g, '<time>')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4}(?: UTC)?/g, '<time>')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replace(/(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>')
    .replace(/\b([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /g, '$1<time> ')

const identities: Rule = (text, naming) =>
  text
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (uid) => naming('uid', uid))
    .replace(/\bcontainerd:\/\/[0-9a-f]{64}\b/g, (id) => naming('container-id', id))
    .replace(/("?(?:imageID|Image ID)"?: +"?)[^\s"]+/g, '$1<image-id>')
    .replace(/\b(?:sha256:|X509SHA256=)[0-9a-f]{64}\b/g, (digest) => naming('digest', digest))
    .replace(/\b[0-9a-f]{64}\b/g, (id) => naming('id', id))
    .replace(/(?<=too old resource version: \d+ \()\d+/g, '<rv>')
    .replace(/\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g, '<token>')
    .replace(/("?continue"?: *"?)[\w+/=-]{20,}/g, '$1<continue>')
    .replace(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g, '<certificate>')
    .replace(
      /("?[rR]esource ?Version"?: *"?)(\d+)/g,
      (_, key: string, version: string) => key + naming('rv', version),
    )

const places: Rule = (text, _naming, { server, folder }) => {
  let placed = text
  if (server !== '')
    placed = placed.replaceAll(server, '<server>').replaceAll(server.replace('https://', ''), '<server>')
  if (folder !== '') placed = placed.replaceAll(folder, '<folder>')
  return placed
    .replace(/[\w./<>-]*\/(LIVE|MERGED)-\d+/g, '<$1>')
    .replace(/[\w./<>-]*\/kubectl-edit-\d+(\.\w+)?/g, '<edited-file>')
}

const nodes: Rule = (text, naming, { controlPlane, workers, workersToldApart }) => {
  let named = text
  for (const node of [controlPlane, ...workers]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)) {
    const word = new RegExp(`(?<![\\w.])((?:[a-z]+-)*)${node}(?!\\w)`, 'g')
    named = named.replace(word, (_, prefix: string) => {
      if (node === controlPlane) return `${prefix}<control-plane>`
      return prefix + (workersToldApart ? naming('worker', node) : '<worker>')
    })
  }
  return named
}

const ports: Rule = (text, naming, { literals }) =>
  text.replace(
    /(:|nodePort"?: |NodePort"?: |NodePort: +\S+ +)(3[0-2]\d{3})(?=\/(?:TCP|UDP|SCTP)|[,\s}]|$)/gm,
    (whole, before: string, port: string) =>
      literals.has(port) ? whole : before + naming('node-port', port),
  )

const hashes: Rule = (text, naming) =>
  text.replace(
    new RegExp(
      `((?:pod-template-hash|controller-revision-hash)"?(?:=|: "?))(${letter}{5,10})(?![\\w-])`,
      'g',
    ),
    (_, key: string, hash: string) => key + naming('hash', hash),
  )

const fromTemplate = new RegExp(`^(.+)-(${letter}{6,10})-(${letter}{5})$`)
const fromHash = new RegExp(`^(.+)-(${letter}{7,10})$`)
const fromSuffix = new RegExp(`^(.+)-(${letter}{5})$`)
const fromSchedule = new RegExp(`^(.+)-(\\d{8})(?:-(${letter}{5}))?$`)

const names: Rule = (text, naming, { literals }) =>
  text
    .replace(/(?<![\w-])[a-z][a-z0-9.-]*-[a-z0-9]{5,10}(?![\w-])/g, (word) => {
      if (literals.has(word)) return word
      const [, base, schedule, run] = fromSchedule.exec(word) ?? []
      if (base !== undefined && schedule !== undefined)
        return `${base}-${naming('schedule', schedule)}${run === undefined ? '' : `-${naming('suffix', run)}`}`
      const [, owner, hash, replica] = fromTemplate.exec(word) ?? []
      if (owner !== undefined && hash !== undefined && replica !== undefined)
        return `${owner}-${naming('hash', hash)}-${naming('suffix', replica)}`
      const [, stem, suffix] = fromSuffix.exec(word) ?? []
      if (stem !== undefined && suffix !== undefined) return `${stem}-${naming('suffix', suffix)}`
      const [, set, revision] = fromHash.exec(word) ?? []
      return set !== undefined && revision !== undefined ? `${set}-${naming('hash', revision)}` : word
    })
    .replace(
      new RegExp(`(?<=<(?:control-plane|worker|worker-\\d+)>-)${letter}{5}(?![\\w-])`, 'g'),
      (suffix) => naming('suffix', suffix),
    )
    .replace(/(?<=[\w>])\.[0-9a-f]{16}(?![\w])/g, (event) => `.${naming('event', event)}`)

const rules: readonly Rule[] = [times, places, identities, nodes, cutLists, addresses, ports, hashes, names]

/** Puts placeholders in the place of everything in a text that a cluster made up. A text that has them already stays as it is. */
export function withPlaceholders(text: string, naming: Naming, around: Surroundings): string {
  return rules.reduce((current, rule) => rule(current, naming, around), text)
}
