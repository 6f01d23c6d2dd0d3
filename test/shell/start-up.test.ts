import { afterEach, beforeEach, expect, test } from 'vitest'
import { findProgram } from '../../src/app/shell/find-program.ts'
import { setBackNotice } from '../../src/app/shell/pin.ts'
import { ShellBench } from './bench.ts'
import { prompt, ShellOnPty } from './shell-on-pty.ts'

let bench: ShellBench
let opened: ShellOnPty | undefined
beforeEach(() => {
  bench = new ShellBench()
})
afterEach(async () => {
  await opened?.close()
  opened = undefined
  bench.remove()
})

interface Shell {
  readonly name: string
  /** The learner's own start-up file, from their home. */
  readonly file: string
  readonly prompt: string
  readonly exportOther: string
  readonly unexportMaster: string
  /** Start-up files, by what they do to reach another cluster. */
  readonly hostile: Readonly<Record<string, (bench: ShellBench) => string>>
}

const posixHostile: Shell['hostile'] = {
  'exports another KUBECONFIG': ({ otherConfig }) =>
    `export KUBECONFIG='${otherConfig}' KUBERNETES_MASTER=https://prod.example\n`,
  'aliases kubectl to another context': () =>
    `alias kubectl='kubectl --context prod'\nalias k='kubectl --context prod'\n`,
  'aliases kubectl to another program': ({ otherTools, otherConfig }) =>
    `alias kubectl="KUBECONFIG='${otherConfig}' '${otherTools}/kubectl'"\nalias k=kubectl\n`,
  'defines a function kubectl': ({ otherTools, otherConfig }) =>
    `kubectl() { KUBECONFIG='${otherConfig}' '${otherTools}/kubectl' "$@"; }\nk() { kubectl "$@"; }\n`,
  'puts another kubectl first on PATH': ({ otherTools, otherConfig }) =>
    `export PATH='${otherTools}':"$PATH" KUBECONFIG='${otherConfig}'\n`,
  'takes PATH away': () => `unset PATH\n`,
  'stops at errors and unset variables': () => `set -eu\n`,
  'makes KUBECONFIG read-only': ({ otherConfig }) =>
    `export KUBECONFIG='${otherConfig}'\nreadonly KUBECONFIG\n`,
  'aliases what ours is written with': () =>
    `alias export=false printf=false unset=false local=false case=false return=false eval=false\n`,
}

const shells: readonly Shell[] = [
  {
    name: 'bash',
    file: '.bashrc',
    prompt: `PS1='${prompt}'\n`,
    exportOther: 'export KUBECONFIG=',
    unexportMaster: 'export KUBERNETES_MASTER=',
    hostile: {
      ...posixHostile,
      'remembers where another kubectl is': ({ otherTools, otherConfig }) =>
        `export KUBECONFIG='${otherConfig}'\nhash -p '${otherTools}/kubectl' kubectl k\n`,
      'changes both before every command': ({ otherTools, otherConfig }) =>
        `trap 'export KUBECONFIG="${otherConfig}" PATH="${otherTools}:$PATH"' DEBUG\n`,
      'changes both before every prompt': ({ otherTools, otherConfig }) =>
        `PROMPT_COMMAND='export KUBECONFIG="${otherConfig}" PATH="${otherTools}:$PATH";'\n`,
      'has a list of prompt commands': ({ otherConfig }) =>
        `PROMPT_COMMAND=(true 'export KUBECONFIG="${otherConfig}"')\n`,
    },
  },
  {
    name: 'zsh',
    file: '.zshrc',
    prompt: `PROMPT='${prompt}'\n`,
    exportOther: 'export KUBECONFIG=',
    unexportMaster: 'export KUBERNETES_MASTER=',
    hostile: {
      ...posixHostile,
      'remembers where another kubectl is': ({ otherTools, otherConfig }) =>
        `export KUBECONFIG='${otherConfig}'\nhash kubectl='${otherTools}/kubectl' k='${otherTools}/kubectl'\n`,
      'changes both before every command': ({ otherTools, otherConfig }) =>
        `preexec() { export KUBECONFIG='${otherConfig}' PATH='${otherTools}':"$PATH" }\n`,
      'changes both before every prompt': ({ otherTools, otherConfig }) =>
        `other() { export KUBECONFIG='${otherConfig}' PATH='${otherTools}':"$PATH" }\nprecmd_functions=(other)\nprecmd() { other }\n`,
      'has a global alias': () =>
        `alias -g kubectl='kubectl --context prod'\nalias -g k='kubectl --context prod'\n`,
    },
  },
  {
    name: 'fish',
    file: '.config/fish/config.fish',
    prompt: `set fish_greeting\nfunction fish_prompt; echo -n '${prompt}'; end\n`,
    exportOther: 'set -gx KUBECONFIG ',
    unexportMaster: 'set -gx KUBERNETES_MASTER ',
    hostile: {
      'exports another KUBECONFIG': ({ otherConfig }) =>
        `set -gx KUBECONFIG '${otherConfig}'\nset -gx KUBERNETES_MASTER https://prod.example\n`,
      'exports another KUBECONFIG to all of the learner’s shells': ({ otherConfig }) =>
        `set -Ux KUBECONFIG '${otherConfig}'\n`,
      'aliases kubectl to another context': () =>
        `alias kubectl 'kubectl --context prod'\nalias k 'kubectl --context prod'\n`,
      'defines a function kubectl': ({ otherTools, otherConfig }) =>
        `function kubectl; KUBECONFIG='${otherConfig}' '${otherTools}/kubectl' $argv; end\nfunction k; kubectl $argv; end\n`,
      'puts another kubectl first on PATH': ({ otherTools, otherConfig }) =>
        `fish_add_path '${otherTools}'\nset -gx KUBECONFIG '${otherConfig}'\n`,
      'takes PATH away': () => `set -e PATH\n`,
      'changes both before every command': ({ otherTools, otherConfig }) =>
        `function other --on-event fish_preexec; set -gx KUBECONFIG '${otherConfig}'; set -gx PATH '${otherTools}' $PATH; end\n`,
      'changes both before every prompt': ({ otherTools, otherConfig }) =>
        `function other --on-event fish_prompt; set -gx KUBECONFIG '${otherConfig}'; set -gx PATH '${otherTools}' $PATH; end\n`,
    },
  },
]

for (const shell of shells) {
  const installed = findProgram(shell.name, process.env) !== null
  const open = async (startUp: string): Promise<ShellOnPty> => {
    bench.writeHome(shell.file, startUp + shell.prompt)
    opened = await ShellOnPty.open(await bench.launch({ shell: shell.name }))
    return opened
  }

  // Skipped only where the shell is not installed.
  for (const [does, startUp] of Object.entries(shell.hostile)) {
    test.skipIf(!installed)(
      `${shell.name}: a start-up file that ${does} does not lead kubectl away`,
      async () => {
        const terminal = await open(startUp(bench))
        // A hook that runs between the prompt and the command comes after everything of ours but our functions.
        const names = ['kubectl', 'k', ...(does.includes('before every command') ? [] : ['command kubectl'])]
        const commands = names.map((name) => `${name} get pods`)
        const other = `${shell.exportOther}'${bench.otherConfig}'; ${shell.unexportMaster}https://prod.example`
        if (!does.includes('read-only') && !does.includes('ours is written with')) {
          commands.push(`${other}; kubectl get pods`, `${other}; k get pods`)
        }
        for (const command of commands) await terminal.run(`true; ${command}`)
        const calls = bench.takeCalls()
        for (const call of calls) {
          expect(call).toMatchObject({ kubeconfig: bench.kubeconfig, args: ['get', 'pods'] })
          expect(call.master).toBe('')
        }
        expect(calls).toHaveLength(commands.length)
        for (const command of names) {
          // As its own word: `set -e` of a start-up file ends the shell at a refusal.
          const { output } = await terminal.run(
            `true; ${command} --context=prod delete namespace shop || true`,
          )
          expect(output).toContain('kubedrill: --context could reach another cluster')
        }
        expect(bench.takeCalls()).toEqual([])
      },
    )
  }

  test.skipIf(!installed)(
    `${shell.name}: sets KUBECONFIG back before the next prompt, for other tools, and says so once`,
    async () => {
      const terminal = await open('')
      expect(terminal.text).not.toContain('kubedrill')
      for (let time = 0; time < 3; time++) {
        await terminal.run(`${shell.exportOther}'${bench.otherConfig}'`)
        const { output } = await terminal.run(
          `test "$KUBECONFIG" = "$LAB"; printenv KUBECONFIG | tr '\\n' '!'`,
        )
        expect(output).toContain(`${bench.kubeconfig.replace('\n', '!')}!`)
      }
      expect(terminal.text.split(setBackNotice)).toHaveLength(2)
    },
  )

  test.skipIf(!installed)(`${shell.name}: completes for kubectl and for k`, async () => {
    // What bash-completion brings, which kubectl's own script for bash needs.
    const terminal = await open(shell.name === 'bash' ? '_get_comp_words_by_ref() { :; }\n' : '')
    for (const name of ['kubectl', 'k']) {
      if (shell.name === 'fish') {
        // fish colours each character as it is typed; its own question shows the same completions.
        const { output } = await terminal.run(`complete --do-complete '${name} pods-of'`)
        expect(output).toContain('pods-of-the-lab')
        continue
      }
      terminal.type(`${name} pods-of\t`)
      await terminal.waitFor(new RegExp(`${name} .*pods-of.*-the-lab`))
      terminal.type('\r')
      await expect.poll(() => bench.takeCalls()).toMatchObject([{ args: ['pods-of-the-lab'] }])
    }
  })

  test.skipIf(!installed)(
    `${shell.name}: what follows -- belongs to the command in the container`,
    async () => {
      const terminal = await open('')
      await terminal.run(`kubectl exec -it web -- sh -s --context 'two words' ''`)
      expect(bench.takeCalls()).toMatchObject([
        { args: ['exec', '-it', 'web', '--', 'sh', '-s', '--context', 'two words', ''] },
      ])
    },
  )

  test.skipIf(!installed)(
    `${shell.name}: prints nothing of its own, and keeps what the learner set up`,
    async () => {
      const own =
        shell.name === 'fish'
          ? 'set -gx EDITOR nano\nalias hi "echo hello"\n'
          : 'export EDITOR=nano\nalias hi="echo hello"\n'
      const terminal = await open(own)
      expect(
        terminal.text.replaceAll(
          /\u001b(?:\[[0-9;?<>=]*[a-zA-Z]|[=>]|\][^\u0007]*\u0007|\(B)|[\r\s%#⏎\u000f]/g,
          '',
        ),
      ).toBe(prompt.trim())
      expect((await terminal.run('hi $EDITOR $TERM')).output).toContain('hello nano xterm-256color')
      expect((await terminal.run('false')).status).toBe(1)
    },
  )

  test.skipIf(!installed)(`${shell.name}: refuses once the lab's cluster is gone`, async () => {
    const terminal = await open('')
    bench.forgetCluster()
    const { output, status } = await terminal.run('kubectl get pods')
    expect(output).toContain("the lab's cluster is gone")
    expect(status).toBe(64)
    expect(bench.takeCalls()).toEqual([])
  })
}

test.todo('PowerShell: the same on a machine that has it; its start-up is tested as text only')
