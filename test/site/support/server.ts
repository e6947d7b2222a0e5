import { type Server, serve } from '../../../docs/build/server.js'

export type { Server }

/** At a sub-path, as on a project's pages. */
export function serveSite(folder: string): Promise<Server> {
  return serve({ folder, subPath: '/a/b/' })
}
