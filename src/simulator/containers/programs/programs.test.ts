import { describe, expect, test } from 'vitest'
import { twoPods } from '../testing/one-container.ts'

/** agnhost's netexec in Pod b. */
function servers() {
  const made = twoPods()
  const server = made.container('b')
  const streams = { stdin: null, stdout: { write: () => undefined, end: () => undefined } }
  const start = (...argv: string[]) =>
    server.processes.start({
      argv,
      environment: new Map(),
      workingFolder: '/',
      ...streams,
      stderr: streams.stdout,
      terminal: null,
    })
  const netexec = start('/agnhost', 'netexec', '--http-port=8080')
  return { ...made, client: made.container('a'), netexec, start }
}

describe('curl', () => {
  test('gets, and says what it got', async () => {
    const { client } = servers()
    expect(await client.sh('curl -s http://10.244.2.7:8080/hostname')).toMatchObject({ code: 0, out: 'b' })
    expect(await client.sh('curl -s peer:8080/hostname')).toMatchObject({ out: 'b' })
    const { out } = await client.sh(
      `curl -s -o /dev/null -w '%{http_code} %{remote_ip}\\n' 'http://peer:8080/echo?msg=x&code=404'`,
    )
    expect(out).toBe('404 10.244.2.7\n')
    expect((await client.sh('curl -sI http://peer:8080/hostname')).out).toContain('HTTP/1.1 200 OK\r\n')
    expect((await client.sh('curl -sv http://peer:8080/hostname')).err).toContain(
      '> GET /hostname HTTP/1.1\n',
    )
    expect((await client.sh('curl -s http://peer:8080/clientip')).out).toMatch(/^10\.244\.1\.5:\d+$/)
  })

  test('refused is 7 at once, silence is 28 after the time, a status is 22, a name is refused by name', async () => {
    const { client, clock } = servers()
    const start = clock.now()
    expect(await client.sh('curl -sS http://10.244.2.7:81/')).toMatchObject({
      code: 7,
      err: "curl: (7) Failed to connect to 10.244.2.7 port 81 after 0 ms: Couldn't connect to server\n",
    })
    expect(clock.now() - start).toBeLessThan(10)
    expect(await client.sh('curl -sS -m 3 http://192.0.2.1/')).toMatchObject({
      code: 28,
      err: 'curl: (28) Connection timed out after 3001 milliseconds\n',
    })
    expect(clock.now() - start).toBeGreaterThan(2990)
    expect(await client.sh('curl -sSf "peer:8080/echo?code=500"')).toMatchObject({
      code: 22,
      err: 'curl: (22) The requested URL returned error: 500\n',
    })
    expect((await client.sh('curl -s http://web.shop/')).err).toContain(
      'DNS (the name "web.shop") is not modelled',
    )
  })
})

test('agnhost connect tells refused from silent', async () => {
  const { client } = servers()
  expect(await client.run(['/agnhost', 'connect', 'peer:8080', '--timeout=2s'])).toMatchObject({ code: 0 })
  expect(await client.run(['/agnhost', 'connect', 'peer:81'])).toMatchObject({ code: 1, err: 'REFUSED\n' })
  expect(await client.run(['/agnhost', 'connect', '192.0.2.1:81', '--timeout=2s'])).toMatchObject({
    code: 1,
    err: 'TIMEOUT\n',
  })
  expect(
    await client.run(['/agnhost', 'connect', '--protocol=udp', 'peer:8081', '--timeout=2s']),
  ).toMatchObject({ code: 0 })
})

test('netexec exits when it is asked to, and its port closes', async () => {
  const { client, netexec, clock } = servers()
  expect(await client.sh('curl -s "http://peer:8080/exit?code=3"')).toMatchObject({ code: 52 })
  expect(await clock.run(netexec?.exit ?? Promise.resolve(-1))).toBe(3)
  expect(await client.sh('curl -s http://peer:8080/')).toMatchObject({ code: 7 })
})

test('netexec dials for others', async () => {
  const { client } = servers()
  const dial = (query: string) => client.sh(`curl -s 'http://peer:8080/dial?${query}'`)
  expect((await dial('host=127.0.0.1&port=8080&request=hostname&tries=2')).out).toBe(
    '{"responses":["b","b"]}',
  )
  expect((await dial('host=127.0.0.1&port=8081&protocol=udp&request=hostname')).out).toBe(
    '{"responses":["b"]}',
  )
  expect((await dial('host=127.0.0.1&port=1&request=x')).out).toContain('connection refused')
})

test('nc and wget', async () => {
  const { client } = servers()
  expect(await client.sh('nc -zv peer 8080')).toMatchObject({
    code: 0,
    err: 'Connection to peer (10.244.2.7) 8080 port [tcp/*] succeeded!\n',
  })
  expect(await client.sh('nc -zv -w 1 10.244.2.7 81')).toMatchObject({
    code: 1,
    err: 'nc: connect to 10.244.2.7 port 81 (tcp) failed: Connection refused\n',
  })
  expect(await client.sh('wget -qO- http://peer:8080/hostname')).toMatchObject({ code: 0, out: 'b' })
  expect(await client.sh('wget -qO- "http://peer:8080/echo?code=404"')).toMatchObject({ code: 8 })
})

test("bash's /dev/tcp is a real connection", async () => {
  const { client } = servers()
  expect(await client.run(['bash', '-c', '(echo > /dev/tcp/peer/8080) && echo open'])).toMatchObject({
    out: 'open\n',
  })
  expect(await client.run(['bash', '-c', 'echo > /dev/tcp/10.244.2.7/81'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Connection refused') as string,
  })
})

test('nginx serves its page', async () => {
  const { container } = twoPods()
  const web = container('b', 'nginx:1.29.3')
  const { sh } = container('a')
  web.processes.start({
    argv: ['nginx', '-g', 'daemon off;'],
    environment: new Map(),
    workingFolder: '/',
    stdin: null,
    stdout: { write: () => undefined, end: () => undefined },
    stderr: { write: () => undefined, end: () => undefined },
    terminal: null,
  })
  expect((await sh('curl -s peer')).out).toContain('Welcome to nginx!')
  expect((await sh('curl -s -o /dev/null -w "%{http_code}" peer/no')).out).toBe('404')
})

test('tools print what they print elsewhere', async () => {
  const { sh } = twoPods().container('a')
  expect((await sh('date -u +%FT%TZ; date')).out).toBe('2026-01-01T00:00:00Z\nThu Jan  1 00:00:00 UTC 2026\n')
  expect((await sh('hostname; hostname -i; id -u')).out).toBe('a\n10.244.1.5\n0\n')
  expect((await sh('printf "%-5s|%03d|%%\\n" ab 7; echo -n x; echo -e "a\\tb"')).out).toBe(
    'ab   |007|%\nxa\tb\n',
  )
  expect(
    (await sh('seq 3 | tail -n 2; seq 10 | head -2; seq 3 | wc -l; printf "a\\nb\\n" | grep -vn a')).out,
  ).toBe('2\n3\n1\n2\n3\n2:b\n')
  expect((await sh('ps')).out).toContain('    1 root      0:00 sleep infinity\n')
})
