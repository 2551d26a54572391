export {
  startLocalServices,
  stopLocalServices,
  type LocalServices,
  type LocalServicesOptions,
} from './local-services.ts';
export { provideChromium } from './chromium.ts';
export { canInstallPackages, installPackages } from './debian-packages.ts';
export { CannotProvide } from './errors.ts';
export { freePort } from './ports.ts';
export { motoAccount, motoCommand, startMoto, type Moto, type MotoOptions } from './moto.ts';
export { provideMoto, type MotoInstallationOptions } from './moto-installation.ts';
export { startOwnServer, type OwnServer } from './own-server.ts';
export { provideWrk } from './wrk.ts';
export type { Purpose, ServiceName } from './service.ts';
export { workspaceRoot } from './workspace-root.ts';
