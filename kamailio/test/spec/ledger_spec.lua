local ledger = require "egress.ledger"
local new_memory = require "support.memory"

describe("the calls of a node", function()
  local memory, written, risen, book

  before_each(function()
    memory, written, risen = new_memory(), {}, {}
    book = ledger.new(memory, {
      put = function(key, text) written[#written + 1] = "+ " .. key .. " " .. ledger.parse(text).trunk end,
      remove = function(key) written[#written + 1] = "- " .. key end,
    }, function(trunk_id, count) risen[#risen + 1] = trunk_id .. " " .. count end)
  end)

  local function take(key, more)
    local call = { trunk = "acme", row = '{"trunkId":"acme"}', began = "100.5", kept = false }
    for name, value in pairs(more or {}) do
      call[name] = value
    end
    return book.take(key, call)
  end

  it("are as many as their trunk may have, to the last one", function()
    local admitted = 0
    for at = 1, 60 do
      if take("c" .. at, { most = 5 }) then admitted = admitted + 1 end
    end
    assert.equal(5, admitted)
    assert.equal(5, book.count("acme"))
    book.drop("c3")
    assert.is_true(take("c61", { most = 5 }))
    assert.is_false(take("c62", { most = 5 }))
  end)

  it("leave room for those that other nodes have on the trunk", function()
    memory.put("elsewhere", "acme", "2")
    assert.is_true(take("a", { most = 3 }))
    assert.is_false(take("b", { most = 3 }))
    memory.remove("elsewhere", "acme")
    assert.is_true(take("b", { most = 3 }))
  end)

  it("are told of as they begin, with how many the trunk has then", function()
    take("a", { most = 2 })
    take("b", { most = 2 })
    take("c", { most = 2 })
    book.drop("a")
    take("d", { most = 2 })
    take("e", { trunk = "kestrel" })
    assert.same({ "acme 1", "acme 2", "acme 2", "kestrel 1" }, risen)
  end)

  it("count apart for each trunk", function()
    assert.is_true(take("a", { most = 1 }))
    assert.is_true(take("b", { most = 1, trunk = "kestrel" }))
    assert.is_false(take("c", { most = 1, trunk = "kestrel" }))
  end)

  it("give their slot back once, however often they end", function()
    take("a")
    take("b")
    assert.equal("acme", book.drop("a").trunk)
    assert.is_nil(book.drop("a"))
    assert.is_nil(book.hang_up("a", "x"))
    assert.equal(1, book.count("acme"))
    book.drop("b")
    assert.equal(0, book.count("acme"))
    assert.same({}, memory.all("call"))
  end)

  it("are told of trunk by trunk, of which those without a call are forgotten", function()
    take("a")
    take("b", { trunk = "kestrel" })
    book.drop("a")
    local counts = {}
    book.each_count(function(trunk_id, count) counts[trunk_id] = count end)
    assert.same({ kestrel = 1 }, counts)
    assert.same({ kestrel = "1" }, memory.all("cap"))
  end)

  it("end only as the one that began, should the same INVITE have come twice", function()
    take("a", { began = "100.5" })
    take("a", { began = "101.5" })
    assert.equal(1, book.count("acme"))
    assert.is_nil(book.drop("a", "100.5"))
    assert.equal(1, book.count("acme"))
    assert.truthy(book.drop("a", "101.5"))
  end)

  it("know the trunk as it was when they began, and when they were answered", function()
    take("a")
    book.answer("a", "tag-1", "103.25", '{"code":200}')
    local record = book.of("a")
    assert.equal('{"trunkId":"acme"}', record.row)
    assert.equal("100.5", record.began)
    assert.equal("103.25", record.answered)
    assert.equal('{"code":200}', record.note)
  end)

  it("don't end by a BYE of before the answer: the INVITE will", function()
    take("a")
    assert.is_nil(book.hang_up("a", "tag-1"))
    assert.equal(1, book.count("acme"))
  end)

  it("that were forked end with the last branch", function()
    take("a")
    book.answer("a", "tag-1", "103", "")
    book.answer("a", "tag-2", "104", "")
    book.answer("a", "tag-1", "105", "")
    assert.equal("104", book.of("a").answered)
    assert.is_nil(book.hang_up("a", "tag-1"))
    assert.is_nil(book.hang_up("a", "tag-1"))
    assert.equal(1, book.count("acme"))
    assert.truthy(book.hang_up("a", "tag-2"))
    assert.equal(0, book.count("acme"))
  end)

  it("that were never told of are not begun by an answer that comes again", function()
    book.answer("a", "tag-1", "103", "")
    assert.is_nil(book.of("a"))
    assert.equal(0, book.count("acme"))
  end)

  it("give their slot back when they become too old", function()
    take("a", { kept = true })
    local text = memory.get("call", "a")
    memory.remove("call", "a")
    assert.equal("acme", book.expire("a", text).trunk)
    assert.equal(0, book.count("acme"))
    assert.same({ "- a" }, written)
  end)

  it("without room in shared memory don't begin, and don't count", function()
    memory.full.call = true
    assert.is_false(take("a", { most = 1 }))
    assert.equal(0, book.count("acme"))
  end)

  it("have names that hold together whatever the agent calls them", function()
    assert.equal("a%20b%09|t%2Cg|7", ledger.key("a b\t", "t,g", 7))
    assert.are_not.equal(ledger.key("a", "b", 1), ledger.key("a", "b", 2))
  end)

  it("are written down when a cap counts them, else when they are answered and need it", function()
    take("capped", { most = 2, kept = true })
    take("digest", { kept = true })
    take("plain")
    assert.same({ "+ capped acme" }, written)
    for _, key in ipairs({ "capped", "digest", "plain" }) do
      book.answer(key, "t", "1", "")
    end
    for _, key in ipairs({ "capped", "digest", "plain" }) do
      book.hang_up(key, "t")
    end
    assert.same({ "+ capped acme", "+ capped acme", "+ digest acme", "- capped", "- digest" }, written)
  end)

  it("count again after a restart, for the rest of their time", function()
    take("a", { kept = true })
    book.answer("a", "t", "103", "")
    local text = memory.get("call", "a")
    assert.is_true(ledger.is_kept(text))
    assert.equal(50, ledger.seconds_left(text, 153, 100, 10))
    book.drop("a")
    book.recall("a", text, 50)
    assert.equal(1, book.count("acme"))
    assert.equal(50, memory.lasts.a)
    assert.truthy(book.hang_up("a", "t"))
  end)

  it("that were not answered before the restart are waited for as long as it may ring", function()
    take("a", { kept = true })
    local text = memory.get("call", "a")
    assert.equal(4.5, ledger.seconds_left(text, 106, 100, 10))
    assert.equal(0, ledger.seconds_left("nonsense", 106, 100, 10))
  end)
end)
