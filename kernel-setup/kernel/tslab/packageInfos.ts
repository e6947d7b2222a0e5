import { isLasting } from './sourceFiles.js'

/** The compiler's `PackageJsonInfoCache`, whose typings leave two methods out. */
export interface PackageInfos {
  /** Forgets what may have changed. */
  clear(): void
  getPackageJsonInfo(path: string): object | undefined
  setPackageJsonInfo(path: string, info: object): void
}

/**
 * What the compiler knows of packages by their `package.json`, in place of its own cache, which is
 * as old as one program. Packages that the reader may install or change meanwhile are looked up
 * anew for each cell; those that come with the kernel never. (No class: the compiler copies the
 * methods.)
 */
export function packageInfos(): PackageInfos {
  const lasting = new Map<string, object>()
  const passing = new Map<string, object>()
  return {
    clear: () => passing.clear(),
    getPackageJsonInfo: (path) => lasting.get(path) ?? passing.get(path),
    setPackageJsonInfo(path, info) {
      const infos = isLasting(path) ? lasting : passing
      infos.set(path, info)
    },
  }
}
