#!/bin/sh
# Gives this server its own way out: OUTGOING is a private address with an Elastic IP that stays, while that of the first
# address (OWN) comes and goes. The other servers of the tunnel still see OWN. Safe to run again.
# Usage: outgoing-address.sh OUTGOING OWN OTHER...
set -eu

outgoing=$1
own=$2
shift 2

device=$(ip -4 -o address show | awk -v own="$own" '{ split($4, part, "/"); if (part[1] == own) { print $2; exit } }')
gateway=$(ip -4 route show default dev "$device" | awk '{ for (i = 1; i < NF; i++) if ($i == "via") { print $(i + 1); exit } }')
if [ -z "$device" ] || [ -z "$gateway" ]; then
  echo "No interface has $own, or it has no gateway yet." >&2
  exit 1
fi

ip address replace "$outgoing/32" dev "$device"
for other in "$@"; do
  ip route replace "$other/32" via "$gateway" dev "$device" src "$own"
done
# Without a metric it comes before the one that DHCP keeps renewing.
ip route replace default via "$gateway" dev "$device" src "$outgoing"

# A security update of systemd starts networkd anew, which then takes away addresses and routes that it does not know. The
# device's settings have a name that only networkd tells; other systems have none.
settings=$(sed -n 's/^NETWORK_FILE=//p' "/run/systemd/netif/links/$(cat "/sys/class/net/$device/ifindex")" 2>/dev/null || true)
if [ -n "$settings" ]; then
  own_settings="/etc/systemd/network/${settings##*/}.d"
  mkdir -p "$own_settings"
  printf '[Network]\nKeepConfiguration=yes\n' >"$own_settings/perfume.conf"
fi
