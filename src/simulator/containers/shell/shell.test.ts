import { describe, expect, test } from 'vitest'
import { twoPods } from '../testing/one-container.ts'

const { sh, run, files } = twoPods().container('a')
const out = async (script: string) => (await sh(script)).out

describe('a script', () => {
  test.each([
    ['lists, and, or', 'true && echo a; false || echo b; ! false && echo c', 'a\nb\nc\n'],
    ['quotes', `X='a  b'; echo "$X" $X '$X' a\\ \\ b`, 'a  b a b $X a  b\n'],
    ['pipelines', 'printf "b\\na\\n" | grep a | cat', 'a\n'],
    ['substitution', 'echo "[$(echo x; echo y)]"', '[x\ny]\n'],
    ['status', 'false; echo $?; (exit 7); echo $?', '1\n7\n'],
    ['if', 'if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
    ['while', 'i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done', '1\n2\n3\n'],
    [
      'break and continue',
      'for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done',
      '1\n3\n',
    ],
    ['case', 'case foo.txt in *.md|x) echo md;; *.txt) echo txt;; esac', 'txt\n'],
    ['substring and default', 'F=a.b.c; echo ${F%.*} ${F##*.} ${NO:-none} ${#F}', 'a.b c none 5\n'],
    ['here-document', 'N=1\ncat <<EOF\nis $N\nEOF\necho end', 'is 1\nend\n'],
    ['quoted here-document', "cat <<'EOF'\nis $N\nEOF", 'is $N\n'],
    ['standard error', 'echo x >&2 2>/dev/null; echo y 2>&1', 'y\n'],
    ['subshells keep to themselves', 'X=1; (X=2; cd /tmp); echo $X $PWD', '1 /\n'],
    [
      'exported variables',
      'export A=1; B=2 env | grep -E "^(A|B)="; C=3; env | grep -c ^C=',
      'A=1\nB=2\n0\n',
    ],
    ['exit trap', 'trap "echo bye" EXIT; echo hi; exit 3', 'hi\nbye\n'],
    ['read', 'printf "1 2 3\\n4\\n" | while read a b; do echo "$b-$a"; done', '2 3-1\n-4\n'],
    ['positional', 'set -- a "b c"; for x in "$@"; do echo "<$x>"; done; echo $#', '<a>\n<b c>\n2\n'],
    ['groups', '{ echo a; echo b; } | wc -l', '2\n'],
    ['a reader that ends stops the writer', 'yes | head -n 2', 'y\ny\n'],
    ['files', 'echo a > /tmp/x; echo b >> /tmp/x; cat < /tmp/x; ls /tmp', 'a\nb\nx\n'],
  ])('%s', async (_name, script, expected) => {
    expect(await out(script)).toBe(expected)
  })

  test('paths are matched', async () => {
    files.write('/srv/one.conf', new Uint8Array())
    files.write('/srv/two.conf', new Uint8Array())
    expect(await out('cd /srv; echo *.conf "*.conf" /srv/t* no*')).toBe(
      'one.conf two.conf *.conf /srv/two.conf no*\n',
    )
  })

  test('-e ends at a failure, but not where it is tested', async () => {
    expect(await sh('set -e; if false; then :; fi; false || true; echo a; false; echo b')).toMatchObject({
      code: 1,
      out: 'a\n',
    })
  })

  test('exec becomes the program', async () => {
    expect(await sh('exec sh -c "echo \\$\\$; exit 4"; echo never')).toMatchObject({ code: 4 })
  })

  test('what is not there, not read, or not modelled is said by name', async () => {
    expect(await sh('nosuch')).toEqual({ code: 127, out: '', err: 'sh: 1: nosuch: not found\n' })
    expect(await sh('echo "')).toMatchObject({ code: 2 })
    expect((await sh('f() { :; }')).err).toContain('a function is not modelled')
    expect((await sh('[[ a ]]')).err).toContain("`[[' is not modelled")
    expect(await sh('cat /nope; dig x')).toMatchObject({
      code: 126,
      err: 'cat: /nope: No such file or directory\ndig: not modelled yet by the embedded cluster\n',
    })
  })

  test('bash words its errors in its own way', async () => {
    expect((await run(['bash', '-c', 'nosuch'])).err).toBe('bash: line 1: nosuch: command not found\n')
  })
})

describe('signals', () => {
  test('a trap runs when the command before it has ended; wait is interrupted', async () => {
    const { clock, container } = twoPods()
    const { sh: script } = container('a')
    const trapped = await script('trap "echo got; exit 5" TERM; (sleep 1; kill -TERM $$) & sleep 3; echo no')
    expect(trapped).toMatchObject({ code: 5, out: 'got\n' })
    const before = clock.now()
    expect(await script('trap "exit 6" TERM; (sleep 1; kill $$) & sleep 100 & wait')).toMatchObject({
      code: 6,
    })
    expect(clock.now() - before).toBeLessThan(2000)
  })

  test('a loop that does nothing lets time go on', async () => {
    expect(await sh('timeout 1 sh -c "while true; do :; done"')).toMatchObject({ code: 124 })
  })
})
