/**
 * A small kernel for the client's tests: a cell's code is the body of an async JavaScript function
 * that is given what it needs to say anything that the protocol allows.
 *
 * node fakeKernel.mjs CONNECTION_FILE
 */
import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Publisher, Router } from 'zeromq'

const file = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const sockets = {
  shell: new Router({ linger: 200 }),
  control: new Router({ linger: 200 }),
  stdin: new Router({ linger: 200 }),
  iopub: new Publisher({ linger: 200, sendHighWaterMark: 0 }),
}
let count = 0
let interrupted = () => {}

for (const [name, socket] of Object.entries(sockets)) {
  await socket.bind(`tcp://127.0.0.1:${file[`${name}_port`]}`)
}
void serve('control')
void serve('shell')

async function serve(channel) {
  for await (const frames of sockets[channel]) {
    const at = frames.findIndex((frame) => frame.toString() === '<IDS|MSG>')
    const [header, , , content] = frames.slice(at + 2).map((part) => JSON.parse(part.toString()))
    const request = { channel, identity: frames.slice(0, at), header, content }
    await answer(request)
  }
}

async function answer(request) {
  const { header, channel } = request
  const type = header.msg_type.replace('_request', '_reply')
  if (channel === 'shell') await publish(request, 'status', { execution_state: 'busy' })
  if (type === 'execute_reply') await reply(request, type, await run(request))
  else await reply(request, type, { status: 'ok' })
  if (channel === 'shell') await publish(request, 'status', { execution_state: 'idle' })
  if (type === 'interrupt_reply') interrupted()
  if (type === 'shutdown_reply') process.exit(0)
}

async function run(request) {
  const { code, allow_stdin } = request.content
  count++
  const interrupt = new Promise((_, reject) => {
    interrupted = () => reject(named('KeyboardInterrupt', 'interrupted'))
  })
  const tools = {
    sleep,
    count,
    parent: request.header,
    publish: (type, content) => publish(request, type, content),
    print: (text, name = 'stdout') => publish(request, 'stream', { name, text }),
    show: (data, id) =>
      publish(request, 'display_data', { data, metadata: {}, transient: { display_id: id } }),
    result: (text) =>
      publish(request, 'execute_result', {
        data: { 'text/plain': text },
        metadata: {},
        execution_count: count,
      }),
    ask: (prompt, password = false) => ask(request, prompt, password, allow_stdin),
    raw: (frames) => sockets.iopub.send(frames),
  }
  try {
    const body = `return (async () => {\n${code}\n})()`
    await Promise.race([
      new Function(...Object.keys(tools), body)(...Object.values(tools)),
      interrupt,
    ])
    return { status: 'ok', execution_count: count }
  } catch ({ name, message }) {
    const error = {
      ename: name,
      evalue: message,
      traceback: [`\u001b[31m${name}\u001b[0m: ${message}`],
    }
    await publish(request, 'error', error)
    return { status: 'error', execution_count: count, ...error }
  }
}

async function ask(request, prompt, password, allowed) {
  if (!allowed) throw named('StdinNotImplementedError', 'this frontend takes no input')
  await reply({ ...request, channel: 'stdin' }, 'input_request', { prompt, password })
  const frames = await sockets.stdin.receive()
  return JSON.parse(frames.at(-1).toString()).value
}

function publish(request, type, content) {
  return sockets.iopub.send(['topic', ...sign(request, type, content)])
}

function reply(request, type, content) {
  return sockets[request.channel].send([...request.identity, ...sign(request, type, content)])
}

function sign({ header }, type, content) {
  const own = { msg_id: randomUUID(), msg_type: type, session: 'fake', username: 'fake' }
  const parts = [own, header, {}, content].map((part) => JSON.stringify(part))
  const hmac = createHmac('sha256', file.key)
  for (const part of parts) hmac.update(part)
  return ['<IDS|MSG>', hmac.digest('hex'), ...parts]
}

function named(name, message) {
  return Object.assign(new Error(message), { name })
}
