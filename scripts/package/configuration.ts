import type { Configuration } from 'electron-builder';

/** What differs from one run of electron-builder to the next. */
export interface BuilderRun {
  /** The target's name. */
  target: string;
  /** The Electron it is packed with: an archive of its release, or a folder laid out like one. */
  electronDist: string;
  electronVersion: string;
  /** Where it is made. */
  output: string;
  /** Holds `icon.ico`, `icon.icns` and the set `icons/`. */
  icons: string;
}

/** How the program is packed, whatever the target. */
export function builderConfiguration({
  target,
  electronDist,
  electronVersion,
  output,
  icons,
}: BuilderRun): Configuration {
  return {
    appId: 'app.clockroom.desktop',
    productName: 'Clockroom',
    directories: { output, buildResources: icons },
    electronDist,
    electronVersion,
    electronLanguages: ['en-US', 'zh-CN'],
    // The whole folder; packages are there already, for the right platform, and nothing is compiled.
    files: ['**/*', { from: 'node_modules', to: 'node_modules', filter: ['**/*'] }],
    npmRebuild: false,
    asar: { smartUnpack: false },
    // Binaries are loaded by the system, and threads and processes are begun from plain files.
    asarUnpack: ['node_modules/**', 'dist/electron/*-{thread,process}.cjs'],
    electronFuses: {
      // A process beside the store is this program as plain Node.
      runAsNode: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
    // Writes the list an update is found by; where updates come from is said by the store's settings, never here.
    publish: { provider: 'generic', url: 'https://updates.clockroom.invalid/' },
    artifactName: `Clockroom-\${version}-${target}.\${ext}`,
    win: { icon: 'icon.ico' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      createDesktopShortcut: true,
      // The store's books lie in the system's folder for data, and stay when the program goes.
      deleteAppDataOnUninstall: false,
    },
    mac: { icon: 'icon.icns', category: 'public.app-category.business' },
    linux: {
      icon: 'icons',
      executableName: 'clockroom',
      category: 'Office',
      maintainer: 'Clockroom <clockroom@clockroom.invalid>',
      synopsis: 'The software that runs spas, foot-bath and massage stores',
    },
  };
}
