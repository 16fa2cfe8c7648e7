local ip = require "egress.ip"
local new_memory = require "support.memory"
local prefixes = require "egress.sync.prefixes"

local function networks(...)
  local list = {}
  for at, text in ipairs({ ... }) do
    list[at] = ip.network(text)
  end
  return list
end

describe("the networks that carriers may send from", function()
  local memory, fences

  before_each(function()
    memory = new_memory()
    fences = prefixes.new(memory)
  end)

  it("are found by network and length", function()
    fences.add(networks("192.0.2.77/24", "198.51.100.7", "2001:db8::1/32"))
    assert.same({
      ["192.0.2.0/24"] = "1",
      ["198.51.100.7/32"] = "1",
      ["2001:db8:0:0:0:0:0:0/32"] = "1",
      lengths4 = "24,32",
      lengths6 = "32",
    }, memory.all("network"))
  end)

  it("stay as long as one trunk has them", function()
    fences.add(networks("192.0.2.0/24"))
    fences.add(networks("192.0.2.0/24", "192.0.2.128/24", "10.0.0.0/9"))
    fences.remove(networks("192.0.2.0/24", "192.0.2.128/24", "10.0.0.0/9"))
    assert.same({ ["192.0.2.0/24"] = "1", lengths4 = "24" }, memory.all("network"))
    fences.remove(networks("192.0.2.0/24"))
    assert.same({}, memory.all("network"))
  end)

  it("of earlier rows are swept away", function()
    memory.put("network", "10.0.0.0/8", "1")
    memory.put("network", "lengths4", "8")
    memory.put("network", "lengths6", "64")
    fences.add(networks("192.0.2.0/24"))
    fences.sweep()
    assert.same({ ["192.0.2.0/24"] = "1", lengths4 = "24" }, memory.all("network"))
  end)
end)
