local new_memory = require "support.memory"

describe("where the agent of a call is", function()
  local memory, whereabouts, stubbed

  before_each(function()
    stubbed = {}
    for _, name in ipairs { "egress.sync.memory", "egress.headers", "egress.whereabouts" } do
      stubbed[name] = package.loaded[name]
      package.loaded[name] = nil
    end
    memory = new_memory()
    package.loaded["egress.sync.memory"] = memory
    package.loaded["egress.headers"] = { get = function() return '"Bot" <sip:bot@10.0.0.8:5070>;expires=60' end }
    whereabouts = require "egress.whereabouts"
  end)

  after_each(function()
    for name in pairs(stubbed) do
      package.loaded[name] = stubbed[name]
    end
  end)

  it("is the first Contact until it says another", function()
    assert.equal("sip:a", whereabouts.of("id", "tag", "sip:a"))
    whereabouts.put("id", "tag", "sip:b", "sip:a")
    assert.equal("sip:b", whereabouts.of("id", "tag", "sip:a"))
    assert.equal("sip:a", whereabouts.of("id", "other", "sip:a"))
  end)

  it("is kept only as long as it is another", function()
    whereabouts.put("id", "tag", "sip:a", "sip:a")
    assert.same({}, memory.all("contact"))
    whereabouts.put("id", "tag", "sip:b", "sip:a")
    whereabouts.put("id", "tag", "sip:a", "sip:a")
    assert.same({}, memory.all("contact"))
  end)

  it("is said by requests that refresh the target", function()
    assert.equal("sip:bot@10.0.0.8:5070", whereabouts.said("UPDATE"))
    assert.equal("sip:bot@10.0.0.8:5070", whereabouts.said("INVITE"))
    assert.is_nil(whereabouts.said("OPTIONS") or nil)
  end)
end)
