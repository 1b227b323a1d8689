// The scripts that Redis runs for the views: each reads or changes models in one step.
//
// Every script names the keys of a model in KEYS; those of its indexes are made from a prefix with the same hash tag,
// so that all of them lie in one slot of a cluster.

// A model that is not live answers nothing: what is there would be empty or old.
const live = `
local at = redis.call("HMGET", KEYS[1], "position", "stopped", "live")
if at[3] ~= "1" then return false end
`;

// Lua passes a limited number of arguments on, so long lists of keys go in pieces.
const docsOf = `
local function docsOf(hash, keys)
  local docs = {}
  for start = 1, #keys, 1000 do
    local part = redis.call("HMGET", hash, unpack(keys, start, math.min(start + 999, #keys)))
    for i = 1, #part do docs[start + i - 1] = part[i] end
  end
  return docs
end
`;

/** KEYS: checkpoint, docs. ARGV: document keys. Answers { position, stopped, docs }, or nil. */
const get = `${live}${docsOf}return { at[1], at[2], docsOf(KEYS[2], ARGV) }`;

/** KEYS: checkpoint, docs, index. ARGV: lowest and highest member, the most. Answers { position, stopped, members, docs }. */
const list = `${live}${docsOf}
local members = redis.call("ZRANGEBYLEX", KEYS[3], ARGV[1], ARGV[2], "LIMIT", 0, ARGV[3])
local keys = {}
for i, member in ipairs(members) do keys[i] = string.match(member, "%z([^%z]*)$") end
return { at[1], at[2], members, docsOf(KEYS[2], keys) }
`;

/** KEYS: checkpoint, docs, index. Answers { position, stopped, count }. */
const count = `${live}return { at[1], at[2], redis.call("ZCARD", KEYS[3]) }`;

/**
 * KEYS: for each model its checkpoint and docs. ARGV: for each model how many document keys, and these. Answers for each
 * { position, stopped, live, log, docs }; the first four are nil for a model that has no checkpoint.
 */
const look = `${docsOf}
local standings = {}
local arg = 1
for key = 1, #KEYS, 2 do
  local keys = {}
  for i = 1, tonumber(ARGV[arg]) do keys[i] = ARGV[arg + i] end
  arg = arg + 1 + #keys
  local at = redis.call("HMGET", KEYS[key], "position", "stopped", "live", "log")
  table.insert(standings, { at[1], at[2], at[3], at[4], docsOf(KEYS[key + 1], keys) })
end
return standings
`;

/**
 * The fence: nothing happens to a model unless it stands where the caller believes. All of a model is read and decoded
 * before its first write, because a script that fails half-way leaves what it wrote.
 *
 * KEYS: for each model checkpoint, docs, entries, names of indexes, versions. ARGV: for each model from, position,
 * stopped, live, log, version, prefix of the indexes, how many documents, and for each of these its key, its text
 * (empty: it goes) and its index entries. Answers for each model 1 or, where it stands elsewhere, 0.
 */
const commit = `
local function committed(key, arg, last)
  local at = redis.call("HMGET", KEYS[key], "position", "live")
  if (at[1] or "") ~= ARGV[arg] then return 0 end
  local changes = {}
  for i = arg + 8, last, 3 do
    local before = redis.call("HGET", KEYS[key + 2], ARGV[i]) or "[]"
    local same = before == ARGV[i + 2]
    table.insert(changes, {
      key = ARGV[i], doc = ARGV[i + 1], entries = ARGV[i + 2], same = same,
      old = same or cjson.decode(before), new = same or cjson.decode(ARGV[i + 2]),
    })
  end
  for _, change in ipairs(changes) do
    if change.doc == "" then redis.call("HDEL", KEYS[key + 1], change.key)
    else redis.call("HSET", KEYS[key + 1], change.key, change.doc) end
    if not change.same then
      for _, entry in ipairs(change.old) do
        local index = ARGV[arg + 6] .. entry[1]
        redis.call("ZREM", index, entry[2] .. "\\0" .. change.key)
        if redis.call("EXISTS", index) == 0 then redis.call("SREM", KEYS[key + 3], entry[1]) end
      end
      for _, entry in ipairs(change.new) do
        redis.call("ZADD", ARGV[arg + 6] .. entry[1], 0, entry[2] .. "\\0" .. change.key)
        redis.call("SADD", KEYS[key + 3], entry[1])
      end
      if #change.new == 0 then redis.call("HDEL", KEYS[key + 2], change.key)
      else redis.call("HSET", KEYS[key + 2], change.key, change.entries) end
    end
  end
  local live = at[2] == "1" and "1" or ARGV[arg + 3]
  redis.call("HSET", KEYS[key], "position", ARGV[arg + 1], "stopped", ARGV[arg + 2], "live", live, "log", ARGV[arg + 4])
  redis.call("SADD", KEYS[key + 4], ARGV[arg + 5])
  return 1
end
local done = {}
local arg = 1
for key = 1, #KEYS, 5 do
  local last = arg + 7 + 3 * tonumber(ARGV[arg + 7])
  table.insert(done, committed(key, arg, last))
  arg = last + 1
end
return done
`;

/** KEYS: checkpoint, docs, entries, names of indexes, versions. ARGV: version, prefix of the indexes. */
const drop = `
for _, name in ipairs(redis.call("SMEMBERS", KEYS[4])) do redis.call("UNLINK", ARGV[2] .. name) end
redis.call("UNLINK", KEYS[1], KEYS[2], KEYS[3], KEYS[4])
redis.call("SREM", KEYS[5], ARGV[1])
return 1
`;

/** The scripts by name. */
export const scripts = { get, list, count, look, commit, drop };

/** The name of a script. */
export type ScriptName = keyof typeof scripts;
