import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { labShell, type LabShellOptions, type ShellLaunch } from '../../src/app/shell/lab-shell.ts'

/** One run of a stand-in for kubectl. */
export interface Call {
  /** `real`: the one that labs use; `other`: one that start-up files put before it. */
  readonly which: string
  readonly kubeconfig: string
  readonly master: string
  readonly args: readonly string[]
}

/** A learner's home and a data folder, both with names that need quoting, and stand-ins for kubectl. */
export class ShellBench {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'lab-shell-')))
  readonly home = join(this.root, 'home of a learner')
  readonly tools = join(this.root, 'real tools')
  readonly otherTools = join(this.root, 'other tools')
  readonly otherConfig = join(this.root, 'prod.config')
  readonly data: string
  readonly kubeconfig: string
  readonly #calls = join(this.root, 'calls')

  constructor(dataName = 'it\'s a "data" $HOME `id` \\ folder\nof two lines') {
    this.data = join(this.root, dataName)
    this.kubeconfig = join(this.data, 'lab.kubeconfig')
    for (const folder of [this.home, this.data, this.#calls]) mkdirSync(folder)
    writeFileSync(this.kubeconfig, 'apiVersion: v1\nkind: Config\n')
    writeFileSync(this.otherConfig, 'apiVersion: v1\nkind: Config\n')
    this.addKubectl(this.tools, 'real')
    this.addKubectl(this.otherTools, 'other')
  }

  /** Records who it is, its KUBECONFIG and its arguments, a NUL after each; knows its version and a completion. */
  addKubectl(folder: string, which: string, version = 'v1.35.1'): string {
    const answer = JSON.stringify({ clientVersion: { gitVersion: version } })
    return this.addProgram(
      join(folder, 'kubectl'),
      `case $1 in
  version) echo '${answer}'; exit ;;
  completion)
    case $2 in
      bash) echo '_kubectl() { COMPREPLY=(pods-of-the-lab); }; __start_kubectl() { _kubectl; }; complete -F __start_kubectl kubectl' ;;
      zsh) echo '_kubectl() { compadd pods-of-the-lab; }; compdef _kubectl kubectl' ;;
      fish) echo 'complete --command kubectl --no-files --arguments pods-of-the-lab' ;;
    esac
    exit ;;
esac
printf '%s\\0' ${which} "$KUBECONFIG" "\${KUBERNETES_MASTER-}" "$@" > "${this.#calls}/$$.part"
/bin/mv "${this.#calls}/$$.part" "${this.#calls}/$$"
`,
    )
  }

  addProgram(path: string, script: string): string {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `#!/bin/sh\n${script}`)
    chmodSync(path, 0o755)
    return path
  }

  writeHome(path: string, text: string): void {
    mkdirSync(dirname(join(this.home, path)), { recursive: true })
    writeFileSync(join(this.home, path), text)
  }

  readHome(path: string): string | null {
    const whole = join(this.home, path)
    return existsSync(whole) ? readFileSync(whole, 'utf8') : null
  }

  launch(options: Partial<LabShellOptions> = {}): Promise<ShellLaunch> {
    return labShell({
      shell: 'bash',
      kubeconfig: this.kubeconfig,
      cacheDir: join(this.data, 'kube-cache'),
      sessionDir: join(this.data, 'terminal'),
      toolsDir: join(this.data, 'tools'),
      environment: this.environment(),
      kubernetesVersion: 'v1.35.4',
      nodes: [],
      nodeEntry: null,
      ...options,
    })
  }

  environment(): NodeJS.ProcessEnv {
    return {
      HOME: this.home,
      PATH: `${this.tools}:/usr/bin:/bin`,
      LC_ALL: 'C.UTF-8',
      LOGNAME: 'learner',
      USER: 'learner',
    }
  }

  /** What the stand-ins were asked so far, in no order; forgotten by this. */
  takeCalls(): Call[] {
    return readdirSync(this.#calls).map((name) => {
      const words = readFileSync(join(this.#calls, name), 'utf8').split('\0').slice(0, -1)
      rmSync(join(this.#calls, name))
      const [which = '', kubeconfig = '', master = '', ...args] = words
      return { which, kubeconfig, master, args }
    })
  }

  forgetCluster(): void {
    rmSync(this.kubeconfig)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
