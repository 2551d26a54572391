/** The volume that an instance boots from: Debian's images call it so. Data is on another one. */
export const rootVolume = { device: '/dev/xvda', gib: 8 } as const;
