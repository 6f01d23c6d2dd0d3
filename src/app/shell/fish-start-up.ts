import { setBackNotice, type Pin } from './pin.ts'
import { quoteFish } from './quote.ts'
import { redirectingVariables } from './refused-flags.ts'

/**
 * Run by `fish --init-command`, which comes after config.fish. Everything is global, never universal: a universal variable
 * would reach the learner's other shells. Abbreviations are left alone: they show what they became before it runs.
 */
export function fishStartUp({ bin, kubeconfig, cacheDir }: Pin): string {
  return `function kubectl
  ${quoteFish(`${bin}/kubectl`)} $argv
end
function k
  ${quoteFish(`${bin}/k`)} $argv
end
functions --erase node-shell
function __kubedrill_pin --on-event fish_prompt
  if test "$KUBECONFIG" != ${quoteFish(kubeconfig)}
    if set --query __kubedrill_started; and not set --query __kubedrill_told
      set --global __kubedrill_told 1
      echo ${quoteFish(setBackNotice)} >&2
    end
  end
  set --global __kubedrill_started 1
  if test "$PATH[1]" != ${quoteFish(bin)}
    set --global --export PATH ${quoteFish(bin)} $PATH
  end
  set --global --export KUBECONFIG ${quoteFish(kubeconfig)}
  set --global --export KUBECACHEDIR ${quoteFish(cacheDir)}
  for name in ${redirectingVariables.join(' ')}
    set --query $name; and set --global --unexport $name
  end
end
__kubedrill_pin
kubectl completion fish 2>/dev/null | source
complete --command k --wraps kubectl
true
`
}
