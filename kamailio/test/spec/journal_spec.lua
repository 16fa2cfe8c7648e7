local journal = require "egress.journal"
local new_memory = require "support.memory"

describe("a journal of calls", function()
  local directory, memory, complaints

  before_each(function()
    directory = os.tmpname()
    os.remove(directory)
    assert(os.execute("mkdir " .. directory) == 0)
    memory, complaints = new_memory(), {}
  end)

  after_each(function() os.execute("rm -r " .. directory) end)

  local function new()
    return journal.new(memory, directory, function(problem) complaints[#complaints + 1] = problem end)
  end

  local function restart()
    memory = new_memory()
    local records = {}
    new().load(function(key, record) records[key] = record end)
    return records
  end

  local function copy_of(records)
    return function(write)
      for key, record in pairs(records) do
        write(key, record)
      end
    end
  end

  it("gives back what was put and not removed", function()
    local book = new()
    book.put("a", "first\tof a")
    book.put("b", "b")
    book.put("a", "second\tof a")
    book.remove("b")
    assert.same({ a = "second\tof a" }, restart())
  end)

  it("is written by several processes", function()
    local one, two = new(), new()
    one.put("a", "1")
    two.put("b", "2")
    one.remove("b")
    assert.same({ a = "1" }, restart())
  end)

  it("counts nothing that was cut off in the middle", function()
    assert.same({ a = "1" }, journal.replay("+ a\t1\n+ b\t2", {}))
    assert.same({ a = "1" }, journal.replay("+ a\t1\n- a", {}))
    assert.same({}, journal.replay("", {}))
    assert.same({}, journal.replay("nonsense\n", {}))
  end)

  it("gives way to a copy, and goes on behind it", function()
    local book, disk = new(), new()
    disk.load(function() end)
    book.put("a", "1")
    book.put("b", "2")
    disk.compact(copy_of({ a = "1", b = "2" }))
    book.remove("a")
    book.put("c", "3")
    assert.same({ b = "2", c = "3" }, restart())
    assert.is_nil(io.open(directory .. "/calls.1"))
  end)

  it("loses nothing when the process dies between a new journal and its copy", function()
    local book, disk = new(), new()
    disk.load(function() end)
    book.put("a", "1")
    disk.compact(copy_of({ a = "1" }))
    book.put("b", "2")
    memory.put("meta", "calls", tostring(tonumber(memory.get("meta", "calls")) + 1))
    book.put("c", "3")
    book.remove("b")
    assert.same({ a = "1", c = "3" }, restart())
  end)

  it("starts anew after a restart", function()
    local book = new()
    book.put("a", "1")
    memory = new_memory()
    book = new()
    book.load(function() end)
    book.compact(copy_of({ a = "1" }))
    book.put("b", "2")
    assert.same({ a = "1", b = "2" }, restart())
    assert.same({ a = "1", b = "2" }, restart())
  end)

  it("is large from a megabyte on", function()
    local book = new()
    assert.is_false(book.is_large())
    book.put("a", ("x"):rep(journal.LARGE - 10))
    assert.is_false(book.is_large())
    book.put("b", ("x"):rep(10))
    assert.is_true(book.is_large())
  end)

  it("that can't be written is complained of, and the call goes on", function()
    os.execute("rm -r " .. directory .. " && touch " .. directory)
    new().put("a", "1")
    assert.equal(1, #complaints)
  end)
end)
