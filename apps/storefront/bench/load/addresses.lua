-- Asks for addresses of a list and tells as one line of JSON how it went.
-- Arguments: the file with one path a line; "random" or "once", which goes through the list; a number that begins the
-- random order, or the place where "once" begins; milliseconds that a connection waits before each request (0: none).

local requests = {}
local wait = 0
local once = false
local place = 0

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  once = args[2] == "once"
  place = tonumber(args[3])
  math.randomseed(place)
  wait = tonumber(args[4])
end

function request()
  if not once then
    return requests[math.random(#requests)]
  end
  place = place + 1
  return requests[(place - 1) % #requests + 1]
end

function delay()
  -- Spread, so that connections do not march in step.
  return wait == 0 and 0 or math.random(0, 2 * wait)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%f,"bytes":%d,"p50":%f,"p99":%f,"longest":%f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
