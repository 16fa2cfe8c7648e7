local copy = require "egress.sync.copy"

describe("a disk copy", function()
  local path

  before_each(function() path = os.tmpname() end)

  after_each(function()
    os.remove(path)
    os.remove(path .. ".new")
  end)

  local function save(...)
    local lines = { ... }
    return copy.save(path, "head", function(write)
      for _, line in ipairs(lines) do
        write(line)
      end
    end)
  end

  local function load()
    local head, lines = copy.load(path)
    if not head then return nil, lines end
    local list = {}
    for line in lines do
      list[#list + 1] = line
    end
    return head, list
  end

  local function overwrite(text)
    local file = assert(io.open(path, "w"))
    file:write(text)
    file:close()
  end

  local function text()
    local file = assert(io.open(path, "r"))
    local all = file:read("*a")
    file:close()
    return all
  end

  it("is read as it was written", function()
    assert.is_true(save("one", "two %d", "end 2"))
    assert.same({ "head", { "one", "two %d", "end 2" } }, { load() })
    assert.is_true(save())
    assert.same({ "head", {} }, { load() })
  end)

  it("is replaced whole: nothing is left beside it", function()
    save("one")
    save("two")
    assert.same({ "head", { "two" } }, { load() })
    assert.is_nil(io.open(path .. ".new", "r"))
  end)

  it("that was cut anywhere is not believed", function()
    save("one", "two")
    local whole = text()
    for length = 0, #whole - 1 do
      overwrite(whole:sub(1, length))
      assert.same({ nil, "is not a whole copy" }, { load() })
    end
  end)

  it("that is something else is not believed", function()
    for _, other in ipairs({
      "garbage",
      "\0\0\0\0",
      "head\nline\n",
      "head\nend 1\n",
      "head\none\nend 2\n",
      "end 0\n",
    }) do
      overwrite(other)
      assert.same({ nil, "is not a whole copy" }, { load() })
    end
  end)

  it("that is not there is nothing to complain of", function()
    os.remove(path)
    assert.same({ nil, "absent" }, { load() })
  end)

  it("that can't be written says so and leaves the old one", function()
    local fine, problem = copy.save("/nowhere/at/all", "head", function() end)
    assert.is_nil(fine)
    assert.is_string(problem)
  end)

  it("for which the disk has no room leaves the old one", function()
    save("one")
    -- A link to the device on which every write fails; only the link is ever removed.
    assert.truthy(os.execute(("ln -s /dev/full '%s.new'"):format(path)))
    assert.same({ nil, "could not be written whole" }, { save("two") })
    assert.same({ "head", { "one" } }, { load() })
  end)
end)
