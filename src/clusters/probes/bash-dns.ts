import type { ExecResult, ProbeOutcome } from '../../core/labs/cluster-port.ts'

/** Types of RFC 1035 and RFC 3596. */
const typeCodes = { A: 1, AAAA: 28 } as const

/**
 * Asks as the resolver of /etc/resolv.conf does (first server, search list, ndots), for where no dig is, as on the stock node
 * image of kind. Prints the last answer in hexadecimal, `timeout` or `refused`. $1 name, $2 type, $3 seconds, $4 server's port.
 */
const script = `
export LC_ALL=C
server= ndots=1 search=()
while read -r key rest; do
  case $key in
    nameserver) [ -n "$server" ] || server=\${rest%% *} ;;
    search) search=($rest) ;;
    options) for option in $rest; do case $option in ndots:*) ndots=\${option#ndots:} ;; esac; done ;;
  esac
done < "\${KUBEDRILL_RESOLV_CONF:-/etc/resolv.conf}"
ask() {
  local packet='\\x4b\\x44\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00' label labels length
  IFS=. read -ra labels <<< "\${1%.}"
  for label in "\${labels[@]}"; do
    printf -v length '\\\\x%02x' "\${#label}"
    packet+=$length$label
  done
  printf -v length '\\\\x00\\\\x00\\\\x%02x\\\\x00\\\\x01' "$2"
  exec 3<>"/dev/udp/$server/$4" || { answer=refused; return; }
  printf "$packet$length" >&3
  answer=$(timeout "$3" dd bs=4096 count=1 status=none <&3 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'; exit "\${PIPESTATUS[0]}")
  case $? in 0) ;; 124) answer=timeout ;; *) answer=refused ;; esac
}
dots=\${1//[!.]/}
names=()
case $1 in
  *.) names=("$1") ;;
  *)
    [ "\${#dots}" -lt "$ndots" ] || names=("$1")
    for domain in "\${search[@]}"; do names+=("$1.$domain"); done
    [ "\${#dots}" -ge "$ndots" ] || names+=("$1") ;;
esac
for name in "\${names[@]}"; do
  ask "$name" "$2" "$3" "$4"
  # The next name is for those that are not there: NXDOMAIN, or no record of this type.
  case $answer in ????????????0000* | ???????3*) ;; *) break ;; esac
done
printf '%s\\n' "$answer"
`

export function bashDnsArguments(name: string, type: 'A' | 'AAAA', timeoutMs: number, port = 53): string[] {
  const seconds = (timeoutMs / 1000).toFixed(3)
  return ['bash', '-c', script, 'dns', name, String(typeCodes[type]), seconds, String(port)]
}

/** Reads what the script printed. */
export function bashDnsOutcome(result: ExecResult, type: 'A' | 'AAAA'): ProbeOutcome {
  const said = result.stdout.trim()
  if (said === 'timeout' || result.timedOut) return { outcome: 'timeout' }
  if (said === 'refused') return { outcome: 'refused' }
  const message = Buffer.from(said, 'hex')
  if (message.length < 12) return { outcome: 'unprobed', detail: `bash said: ${result.stderr.trim()}` }
  const code = message.readUInt8(3) & 0x0f
  if (code === 3) return { outcome: 'nxdomain' }
  if (code !== 0) return { outcome: 'servfail' }
  return { outcome: 'answer', addresses: addressesOf(message, typeCodes[type]) }
}

/** Addresses of the answer section (RFC 1035, 4.1), sorted. */
function addressesOf(message: Buffer, type: number): string[] {
  let at = 12
  const skipName = (): void => {
    for (;;) {
      const length = message.readUInt8(at)
      at += length >= 0xc0 ? 2 : length + 1
      if (length === 0 || length >= 0xc0) return
    }
  }
  for (let left = message.readUInt16BE(4); left > 0; left -= 1) {
    skipName()
    at += 4
  }
  const addresses: string[] = []
  for (let left = message.readUInt16BE(6); left > 0; left -= 1) {
    skipName()
    const found = message.readUInt16BE(at)
    const length = message.readUInt16BE(at + 8)
    at += 10
    if (found === type) addresses.push(addressOf(message.subarray(at, at + length)))
    at += length
  }
  return addresses.sort()
}

function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join('.')
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16))
  // The URL parser writes an IPv6 address in its shortest form (RFC 5952).
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
