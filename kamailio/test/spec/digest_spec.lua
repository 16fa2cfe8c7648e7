local digest = require "egress.digest"
local openssl = require "support.openssl"

local HASHES = { md5 = openssl.md5, sha256 = openssl.sha256 }

local function request(overrides)
  local out = {
    method = "GET",
    uri = "/dir/index.html",
    user = "Mufasa",
    password = "Circle of Life",
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
  }
  for key, value in pairs(overrides or {}) do
    out[key] = value
  end
  return out
end

-- RFC 7616 §3.9.1
local NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
local OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
local function example(algorithm)
  return ('Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, nonce="%s", opaque="%s"'):format(
    algorithm,
    NONCE,
    OPAQUE
  )
end

describe("a challenge", function()
  it("is answered as in RFC 7616 §3.9.1, MD5 and SHA-256", function()
    for algorithm, response in pairs {
      ["MD5"] = "8ca523f5e9506fed4657c9700eebdbec",
      ["SHA-256"] = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    } do
      local answer = digest.answer(digest.pick({ example(algorithm) }), request(), HASHES)
      assert.truthy(answer:find('response="' .. response .. '"', 1, true), algorithm)
      assert.truthy(answer:find('opaque="' .. OPAQUE .. '"', 1, true))
    end
  end)

  it("without qop is answered as in RFC 2069", function()
    local picked = digest.pick { 'Digest realm="r", nonce="n"' }
    local answer = digest.answer(picked, request(), HASHES)
    local expected =
      openssl.md5(openssl.md5("Mufasa:r:Circle of Life") .. ":n:" .. openssl.md5("GET:/dir/index.html"))
    assert.equal(
      ('Digest username="Mufasa", realm="r", nonce="n", uri="/dir/index.html", response="%s"'):format(expected),
      answer
    )
  end)

  it("of several the strongest is taken, however they stand", function()
    assert.equal("SHA-256", digest.pick({ example("MD5"), example("SHA-256") }).algorithm)
    assert.equal(
      "b",
      digest.pick({ 'Digest realm="a",nonce="1", Digest realm="b",nonce="2",algorithm=SHA-256' }).realm
    )
    assert.equal("MD5", digest.pick({ example("SHA-512-256"), example("MD5") }).algorithm)
  end)

  it("of another realm is not answered", function()
    assert.is_nil(digest.pick({ example("MD5") }, "carrier.example"))
    assert.truthy(digest.pick({ example("MD5") }, "http-auth@example.org"))
  end)

  it("that can't be answered is none", function()
    for _, header in ipairs {
      'Basic realm="x"',
      'Digest realm="x"',
      'Digest realm="x",nonce="1",qop="auth-int"',
      'Digest realm="x",nonce="1",algorithm=FOO',
      'Digest realm="x, nonce',
      "",
      "Digest",
    } do
      assert.is_nil(digest.pick { header }, header)
    end
  end)

  it("with a user that has quotes stays one parameter", function()
    local answer = digest.answer(digest.pick { 'Digest realm="r", nonce="n"' }, request { user = 'a"b\\c' }, HASHES)
    assert.truthy(answer:find('username="a\\"b\\\\c"', 1, true))
  end)

  it("may say that only the nonce was stale", function()
    assert.is_true(digest.is_stale(digest.pick { 'Digest realm="r", nonce="n", stale=TRUE' }))
    assert.is_false(digest.is_stale(digest.pick { 'Digest realm="r", nonce="n"' }))
  end)

  it("of a session hashes nonce and cnonce in (RFC 7616 §3.4.2)", function()
    local answer = digest.answer(
      digest.pick { 'Digest realm="r", nonce="n", algorithm=MD5-sess, qop="auth"' },
      request { cnonce = "c" },
      HASHES
    )
    local a1 = openssl.md5(openssl.md5("Mufasa:r:Circle of Life") .. ":n:c")
    local expected = openssl.md5(a1 .. ":n:00000001:c:auth:" .. openssl.md5("GET:/dir/index.html"))
    assert.truthy(answer:find(expected, 1, true))
  end)

  it("may be any text", function()
    math.randomseed(4)
    for _ = 1, 3000 do
      local text = example("SHA-256") .. ", " .. example("MD5-sess")
      for _ = 1, math.random(4) do
        local at = math.random(#text)
        text = text:sub(1, at - 1) .. string.char(math.random(0, 255)):rep(math.random(0, 3)) .. text:sub(at + 1)
      end
      local picked = digest.pick { text }
      if picked then
        assert.truthy(
          digest
            .answer(picked, request(), { md5 = function() return "m" end, sha256 = function() return "s" end })
            :find('^Digest username="Mufasa", realm=')
        )
      end
    end
  end)
end)
