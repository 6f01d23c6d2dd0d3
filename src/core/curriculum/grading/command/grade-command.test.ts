import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradeCommand } from './grade-command.ts'

type Verdict = 'correct' | 'close' | 'wrong'
type Case = [expected: string, typed: string, verdict: Verdict, feedback?: RegExp]

const kubectl: Case[] = [
  ['kubectl get svc -n shop', 'kubectl get services --namespace shop', 'correct', /`services` is `svc`/],
  ['kubectl get svc -n shop', 'k -n shop get service', 'correct', /`k` is `kubectl`/],
  [
    'kubectl get svc -n shop',
    'kubectl get svc --namespace=shop',
    'correct',
    /`--namespace=shop` is `-n shop`/,
  ],
  ['kubectl get svc -n shop', 'kubectl get svc -nshop', 'correct'],
  ['kubectl get svc -n shop', '$ kubectl get svc -n=shop', 'correct'],
  ['kubectl get svc -n shop', 'kubectl get svc', 'wrong', /asks namespace default, not namespace shop/],
  ['kubectl get svc -n shop', 'kubectl get svc -A', 'wrong', /asks all namespaces, not namespace shop/],
  ['kubectl get svc -n shop', 'kubectl describe svc -n shop', 'wrong', /verb is `describe`, not `get`/],
  ['kubectl get svc -n shop', 'kubectl get ep -n shop', 'wrong', /resource is `endpoints`, not `services`/],
  ['kubectl get svc -n shop', 'kubectl get svc -n shop -o wide', 'close', /adds `-o wide`/],
  ['kubectl get svc -n shop -o wide', 'kubectl get svc -n shop', 'close', /lacks `-o wide`/],
  [
    'kubectl get svc -n shop -o yaml',
    'kubectl get svc -n shop -ojson',
    'close',
    /output is `json`, not `yaml`/,
  ],
  ['kubectl get svc -n default', 'kubectl get svc', 'correct'],
  ['kubectl get svc -l a=b', 'kubectl get svc web', 'wrong', /adds `web`/],
  ['kubectl expose deploy api --port=80', 'kubectl expose deploy api --port=80 --name=web', 'wrong'],
  ['kubectl expose deploy api --port=80', 'kubectl expose deploy/api --port 80 --name api', 'correct'],
  ['kubectl expose deploy api --port=80', 'kubectl expose deploy api --port=80 --type=ClusterIP', 'correct'],
  ['kubectl expose deploy api --port=80', 'kubectl expose deploy api --port=80 --type=NodePort', 'wrong'],
  ['kubectl exec web -- cat /x', "/usr/bin/kubectl exec web -- sh -c 'cat /x'", 'correct'],
  ['kubectl exec web -- cat /x', "kubectl exec web -- sh -c 'cat /y'", 'wrong'],
  ['kubectl exec web -- cat /x', "kubectl exec web -- sh -c 'cat /x && rm /x'", 'wrong'],
  ['dig @10.0.0.1 a.b', 'dig +time=1 +tries=1 +nosearch @10.0.0.1 a.b', 'close', /adds `\+time=1`/],
  ['kubectl get nodes', 'kubectl get no -A', 'correct'],
  ['kubectl get pods -A', 'kubectl get po --all-namespaces', 'correct', /--all-namespaces/],
  ['kubectl get pods -A', 'kubectl get po --all-namespaces=true', 'correct'],
  ['kubectl get pods -A', 'kubectl get pods', 'wrong', /asks namespace default, not all namespaces/],
  ['kubectl get pod web', 'kubectl get pod/web', 'correct'],
  ['kubectl get pod web', 'kubectl get po/web', 'correct'],
  ['kubectl get svc,ep web', 'kubectl get ep/web svc/web', 'correct'],
  ['kubectl get svc,ep web', 'kubectl get svc web', 'wrong'],
  ['kubectl get svc web', 'kubectl get svc web2', 'wrong', /name is `web2`, not `web`/],
  ['kubectl get cm coredns -n kube-system', 'kubectl get cm corends -n kube-system', 'close', /corends/],
  ['kubectl get cm coredns -n kube-system', 'kubectl get cm coredns -n kube-sytem', 'close', /kube-sytem/],
  ['kubectl get svc web-a', 'kubectl get svc web-b', 'wrong'],
  ['kubectl get pods -l app=web,tier=a', "kubectl get pods --selector='tier=a, app==web'", 'correct'],
  [
    'kubectl get pods -l app=web',
    'kubectl get pods -l app=api',
    'wrong',
    /selector is `app=api`, not `app=web`/,
  ],
  ['kubectl get endpointslices', 'kubectl get endpointslices.discovery.k8s.io', 'correct'],
  ['kubectl get netpol', 'kubectl get networkpolicies.example.com', 'wrong'],
  ['kubectl exec -it web -- sh', 'kubectl exec -ti pod/web -- sh', 'correct'],
  ['kubectl exec -it web -- sh', 'kubectl exec -t -i web -- sh', 'correct'],
  ['kubectl exec -it web -- sh', 'kubectl exec web -- sh', 'close', /lacks `-it`/],
  ['kubectl exec web -- cat /etc/resolv.conf', 'kubectl exec -it web -- cat /etc/resolv.conf', 'correct'],
  [
    'kubectl exec web -- cat /etc/resolv.conf',
    'kubectl exec web -- cat /etc/hosts',
    'wrong',
    /cat's argument 1/,
  ],
  [
    'kubectl exec web -- cat /etc/resolv.conf',
    'kubectl exec web cat /etc/resolv.conf',
    'close',
    /needs `--`/,
  ],
  ['kubectl exec deploy/web -- dig +short api', 'kubectl exec deployment/web -- dig api +short', 'correct'],
  [
    'kubectl exec deploy/web -- dig +short api',
    'kubectl exec deploy/web -- dig +short db',
    'wrong',
    /dig's name is `db`/,
  ],
  ['kubectl logs -n kube-system deploy/coredns', 'kubectl -n kube-system logs deployment/coredns', 'correct'],
  ['kubectl logs web -p', 'kubectl logs web --previous', 'correct'],
  ['kubectl logs web -p', 'kubectl logs web', 'wrong', /lacks `-p`/],
  ['kubectl rollout restart deploy coredns', 'kubectl rollout restart deployment/coredns', 'correct'],
  ['kubectl rollout restart deploy coredns', 'kubectl rollout status deploy coredns', 'wrong'],
  ['kubectl scale deploy web --replicas=2', 'kubectl scale --replicas 2 deploy/web', 'correct'],
  [
    'kubectl scale deploy web --replicas=2',
    'kubectl scale deploy web --replicas=3',
    'wrong',
    /replicas is `3`/,
  ],
  ['kubectl label pod web app=web', 'kubectl label po/web app=web', 'correct'],
  ['kubectl set selector svc api app=api', 'kubectl set selector service/api app=api', 'correct'],
  [
    `kubectl patch svc api -p '{"spec":{"selector":{"app":"api"}}}'`,
    `kubectl patch svc/api --patch '{ "spec": {"selector": {app: api}} }'`,
    'correct',
  ],
  [
    `kubectl patch svc api -p '{"spec":{"selector":{"app":"api"}}}'`,
    `kubectl patch svc api -p '{"spec":{"selector":{"app":"web"}}}'`,
    'wrong',
  ],
  ['kubectl port-forward svc/api 8080:80', 'kubectl port-forward service/api 8080:80', 'correct'],
  ['kubectl port-forward svc/api 8080:80', 'kubectl port-forward svc/api 80:8080', 'wrong'],
  [
    'kubectl get pods',
    'kubectl get pods --colour',
    'close',
    /flag `--colour` is not known here.*judge it yourself/,
  ],
  ['kubectl get pods --colour', 'kubectl get pods --colour', 'correct'],
  ['kubectl get pods -n shop', 'kubectl get pods --namespce shop', 'close', /did you mean `--namespace`/],
  ['kubectl krew list', 'kubectl krew search', 'close', /verb is not known here/],
  ['kubectl get pods', 'kubctl get pods', 'close', /runs `kubctl`/],
  ['kubectl get pods', 'helm list', 'wrong', /runs `helm`/],
  ['kubectl get pods', 'nc -z web 80', 'wrong', /runs `nc`, not `kubectl`/],
  ['kubectl top pods -n shop', 'kubectl top po -n shop', 'correct'],
  ['kubectl get pods', 'kubectl get pods "', 'wrong', /quote is left open/],
  ['kubectl get pods', '   ', 'wrong', /Nothing was typed/],
]

const tools: Case[] = [
  ['dig +short api.shop.svc.cluster.local', 'dig api.shop.svc.cluster.local. +short', 'correct'],
  ['dig +short api.shop.svc.cluster.local', 'dig api.shop.svc.cluster.local A IN +short', 'correct'],
  ['dig +short api.shop.svc.cluster.local', 'dig api.shop.svc.cluster.local', 'close', /lacks `\+short`/],
  ['dig +search api', 'dig +search api.', 'wrong'],
  ['dig @10.96.0.10 SRV _http._tcp.api', 'dig -t srv _http._tcp.api @10.96.0.10', 'correct'],
  ['dig @10.96.0.10 api', 'dig api', 'wrong', /lacks `@10.96.0.10`/],
  ['dig @10.96.0.10 api', 'dig @10.96.0.11 api', 'wrong', /server is `10.96.0.11`/],
  ['dig api', 'dig AAAA api', 'wrong', /record type is `AAAA`, not `A`/],
  ['dig +tcp api', 'dig +vc api', 'correct'],
  ['dig +tcp api', 'dig api', 'wrong', /lacks `\+tcp`/],
  ['dig -x 10.96.0.1', 'dig 10.96.0.1', 'wrong'],
  ['dig +noall +answer api', 'dig +answer +noall api', 'close'],
  ['curl -sS http://api', 'curl --silent --show-error http://api:80/', 'correct'],
  ['curl -s http://api:8080', 'curl http://API:8080/', 'correct'],
  ['curl http://api:8080', 'curl http://api', 'wrong', /URL is `http:\/\/api\/`/],
  ['curl http://api:8080', 'curl https://api:8080', 'wrong'],
  ['curl -m 3 http://api', 'curl --max-time 3 api', 'correct'],
  ['curl -m 3 http://api', 'curl -m3 api', 'correct'],
  ['curl -m 3 http://api', 'curl --max-time=3 api', 'close', /write `--max-time 3`/],
  ['curl -m 3 http://api', 'curl http://api', 'close', /lacks `-m 3`/],
  ['curl -H "Host: shop.example" http://x', "curl http://x -H 'host:shop.example'", 'correct'],
  ['curl -X GET http://api', 'curl http://api', 'correct'],
  ['curl -I http://api', 'curl http://api', 'wrong', /method is `GET`, not `HEAD`/],
  ['nslookup api.shop', 'nslookup API.shop', 'correct'],
  ['nslookup api.shop', 'nslookup api.shop.', 'wrong'],
  ['nslookup -type=srv api', 'nslookup -query=SRV api', 'correct'],
  ['nslookup api 10.96.0.10', 'nslookup api', 'wrong', /lacks `10.96.0.10`/],
  ['nc -zv api 80', 'nc -v -z api 80', 'correct'],
  ['nc -zv -w 2 api 80', 'nc -zvw2 api 80', 'correct'],
  ['nc -zvu api 53', 'nc -zv api 53', 'wrong', /lacks `-zvu`|lacks/],
  ['nc -zv api 80', 'nc -zv api 8080', 'wrong', /port is `8080`/],
]

const lines: Case[] = [
  ['kubectl get po | wc -l', 'kubectl get pods | wc -l', 'correct'],
  ['kubectl get po | wc -l', 'kubectl get pods', 'wrong', /lacks `\| wc -l`/],
  ['kubectl get po', 'kubectl get pods | grep web', 'close', /Adds `\| grep web`/],
  ['kubectl get po | grep web', 'kubectl get po | grep -i web', 'close', /`grep` is not known here/],
  ['kubectl get po > pods.txt', 'kubectl get pods > pods.txt', 'correct'],
  ['kubectl get po > pods.txt', 'kubectl get pods > other.txt', 'wrong'],
]

describe('gradeCommand', () => {
  it.each([...kubectl, ...tools, ...lines])(
    'expects %s, gets %s: %s',
    (expected, typed, verdict, feedback) => {
      const graded = gradeCommand(typed, [expected], [])
      expect(graded).toMatchObject({ verdict })
      if (feedback !== undefined) expect(graded.feedback).toMatch(feedback)
    },
  )

  it('takes the best of several answers', () => {
    const answers = ['kubectl get svc web', 'kubectl describe svc web']
    expect(gradeCommand('k describe service/web', answers, []).verdict).toBe('correct')
  })

  it('lets a placeholder stand for any one word', () => {
    const answer = ['kubectl exec POD -n NAMESPACE -- curl http://POD_IP:8080']
    const names = ['POD', 'POD_IP', 'NAMESPACE']
    expect(gradeCommand('k exec -n shop web-1 -- curl 10.0.0.7:8080', answer, names).verdict).toBe('correct')
    expect(gradeCommand('k exec -n shop web-1 -- curl 10.0.0.7:80', answer, names).verdict).toBe('wrong')
    expect(gradeCommand('k exec -n shop web-1 db-1 -- curl 10.0.0.7:8080', answer, names).verdict).not.toBe(
      'correct',
    )
  })

  it('never changes its verdict when flags move', () => {
    const flags = [['-n', 'shop'], ['-o', 'wide'], ['-l', 'app=web'], ['--show-labels'], ['-w']]
    const answer = 'kubectl get pods -n shop -o wide -l app=web --show-labels -w'
    fc.assert(
      fc.property(fc.shuffledSubarray(flags, { minLength: 5 }), fc.nat(5), (order, split) => {
        const words = [...order.slice(0, split).flat(), ...order.slice(split).flat()]
        const at = order.slice(0, split).flat().length
        const typed = ['kubectl', 'get', ...words.slice(0, at), 'pods', ...words.slice(at)].join(' ')
        expect(gradeCommand(typed, [answer], []).verdict).toBe('correct')
      }),
    )
  })

  it('grades any subset of flags the same in every order', () => {
    const flags = [['-n', 'shop'], ['-o', 'yaml'], ['-A'], ['-l', 'a=b'], ['--no-headers']]
    fc.assert(
      fc.property(fc.subarray(flags), fc.func(fc.integer()), (chosen, weigh) => {
        const shuffled = [...chosen].sort((a, b) => weigh(a) - weigh(b))
        const grade = (list: string[][]): string =>
          gradeCommand(`kubectl get pods ${list.flat().join(' ')}`, ['kubectl get pods -n shop -o yaml'], [])
            .verdict
        expect(grade(shuffled)).toBe(grade(chosen))
      }),
    )
  })

  it('grades every answer as correct against itself', () => {
    for (const [expected] of [...kubectl, ...tools, ...lines]) {
      expect(gradeCommand(expected, [expected], [])).toMatchObject({ verdict: 'correct' })
    }
  })

  it('takes a substitution that no shell would take for wrong', () => {
    for (const typed of ['${', '${}', 'kubectl get pods ${x', "kubectl exec web -- sh -c '${'"])
      expect(gradeCommand(typed, ['kubectl get pods'], []).verdict).toBe('wrong')
  })

  it('answers whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(['correct', 'close', 'wrong']).toContain(gradeCommand(typed, ['kubectl get pods'], []).verdict)
      }),
    )
  })
})
