import type { Client, Reply } from './client.ts'

/** A page under any spelling of its address: another spelling is sent to the one address, once, and then answered. */
export async function getAtOneAddress(visitor: Client, path: string): Promise<Reply> {
  const reply = await visitor.get(path)
  return reply.status === 301 ? visitor.get(reply.location ?? '') : reply
}
