// The Lua scripts that Redis runs for the views. Each reads or changes models in one step.
//
// KEYS names the keys of a model, except for the indexes that are written: their keys are made from a prefix in ARGV, which
// has the same hash tag, so that all of them are in one slot of a cluster. To a cluster they are named behind the others: while
// a slot moves it refuses a script whose keys are not all on one node, before the script has done anything. It looks at each
// command of a script, too: one that names a key which is not there, or not any more, fails then, in the middle of the script.
// What cannot do without such commands names a key that never is: it is refused from the first key that moves to the last.
//
// Redis may lose any key by itself: by eviction, or because somebody deleted it. The checkpoint therefore counts the
// documents (in its field `docs`) and the members of each index (in `index:` and its name), and what is read is compared
// with these counts. The counts are changed by what Redis says it has added and removed, so that a key that was lost and
// written again does not count as whole. A checkpoint without `live` is that of a model found incomplete.

// A model that is not live gives no answer, because it would be empty or old. Nor does one whose documents are not all
// there: it is marked, and its runner builds it anew.
const live = `
local at = redis.call("HMGET", KEYS[1], "position", "stopped", "live", "docs")
if at[3] ~= "1" then return false end
local function incomplete()
  redis.call("HDEL", KEYS[1], "live")
  return false
end
if redis.call("HLEN", KEYS[2]) ~= tonumber(at[4]) then return incomplete() end
`;

// The last key is that of an index, and the first argument its name. An index without a count has no members: what a key
// of that name holds was left by a checkpoint that is lost.
const wholeIndex = `
local size = redis.call("ZCARD", KEYS[3])
local counted = tonumber(redis.call("HGET", KEYS[1], "index:" .. ARGV[1]) or 0)
if counted == 0 and size > 0 then
  redis.call("UNLINK", KEYS[3])
  size = 0
end
if size ~= counted then return incomplete() end
`;

// A Lua call takes a limited number of arguments, so long lists of keys are passed in pieces.
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

/**
 * KEYS: checkpoint, docs, index, and checkpoint, docs for each question beside. ARGV: the name of the index, lowest and
 * highest member, the most, the lowest and highest member on the other side of where the page begins (both empty where it
 * begins at an end), and "1" to read from the highest down; for each question beside the prefix of its keys, a field of the
 * page's documents (or empty), the number of its keys, and the keys. Answers { position, stopped, members as read, docs, 1 if
 * there is anything on the other side, for each question beside { position, stopped, keys, docs } or nil }, or nil.
 */
const list = `${live}${wholeIndex}${docsOf}
local members = ARGV[7] == "1"
  and redis.call("ZREVRANGEBYLEX", KEYS[3], ARGV[3], ARGV[2], "LIMIT", 0, ARGV[4])
  or redis.call("ZRANGEBYLEX", KEYS[3], ARGV[2], ARGV[3], "LIMIT", 0, ARGV[4])
local keys = {}
for i, member in ipairs(members) do keys[i] = string.match(member, "%z([^%z]*)$") end
local others = ARGV[5] ~= "" and redis.call("ZLEXCOUNT", KEYS[3], ARGV[5], ARGV[6]) or 0
local docs = docsOf(KEYS[2], keys)
local function besideAt(key, prefix, field, keys)
  local at = redis.call("HMGET", KEYS[key], "position", "stopped", "live", "docs")
  if at[3] ~= "1" or redis.call("HLEN", KEYS[key + 1]) ~= tonumber(at[4]) then return false end
  local known = {}
  -- Found, not parsed: parsing twenty documents takes this server longer than all else about a page. Where something else is
  -- found first, it is read for nothing, and what was wanted is asked for by itself.
  if field ~= "" then
    local found = '"' .. field .. '":"([^"\\\\]*)"'
    for i = 1, #docs do
      local named = docs[i] and string.match(docs[i], found)
      if named and not known[named] then
        known[named] = true
        table.insert(keys, named)
      end
    end
  end
  local whole = {}
  for i, each in ipairs(keys) do whole[i] = prefix .. each end
  return { at[1], at[2], keys, docsOf(KEYS[key + 1], whole) }
end
local beside = {}
local arg = 8
for key = 4, #KEYS, 2 do
  local own = {}
  for i = 1, tonumber(ARGV[arg + 2]) do own[i] = ARGV[arg + 2 + i] end
  table.insert(beside, besideAt(key, ARGV[arg], ARGV[arg + 1], own))
  arg = arg + 3 + tonumber(ARGV[arg + 2])
end
return { at[1], at[2], members, docs, math.min(others, 1), beside }
`;

/**
 * KEYS: checkpoint, docs, index. ARGV: the name of the index, lowest and highest member. Answers { position, stopped, count },
 * or nil.
 */
const count = `${live}${wholeIndex}return { at[1], at[2], redis.call("ZLEXCOUNT", KEYS[3], ARGV[2], ARGV[3]) }`;

/**
 * KEYS: for each model checkpoint, docs. ARGV: for each model the number of document keys, then the keys. Answers for each
 * model { position, stopped, live, mark, docs, whole, stop, build }; the first four are nil for a model that has no checkpoint,
 * `stop` for one that has not stopped or was kept by an earlier build, and `build` for one that no rebuild has made. `whole` is "0" if the model was found incomplete, or is so by its documents.
 */
const look = `${docsOf}
local standings = {}
local arg = 1
for key = 1, #KEYS, 2 do
  local keys = {}
  for i = 1, tonumber(ARGV[arg]) do keys[i] = ARGV[arg + i] end
  arg = arg + 1 + #keys
  local at = redis.call("HMGET", KEYS[key], "position", "stopped", "live", "mark", "docs", "stop", "build")
  local whole = redis.call("HLEN", KEYS[key + 1]) == tonumber(at[5] or 0) and (not at[1] or at[3])
  local isLive = at[1] and (whole and at[3] or "0")
  table.insert(standings, { at[1], at[2], isLive, at[4], docsOf(KEYS[key + 1], keys), whole and "1" or "0", at[6], at[7] })
end
return standings
`;

/** What the script `commit` is told of each model. Whatever it stores is text. */
export interface PackedCommit {
  /** The position that the model must be at; empty for none. */
  readonly from: string;
  /** The rebuild that must have made it; empty for none. */
  readonly build: string;
  readonly checkpoint: {
    readonly position: string;
    readonly stopped: string;
    readonly live: string;
    readonly mark: string;
    readonly stop: string;
    readonly build: string;
  };
  readonly version: string;
  /** What the keys of the model's indexes begin with. */
  readonly prefix: string;
  /** Key, size, key, size, …: each document is so many bytes of the texts, one behind the other. */
  readonly docs: readonly (string | number)[];
  /** The keys of deleted documents. */
  readonly gone: readonly string[];
  /** The members to remove, by index. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** By index, the members to add, each after its score: 0, member, … */
  readonly taken: ReadonlyMap<string, readonly string[]>;
}

/**
 * Commits to each model that is still at the position `from` and of the same build, and leaves the others, and what was found incomplete, unchanged. Each count is changed right
 * after what it counts, so that they agree also if a later step is refused.
 *
 * KEYS: for each model checkpoint, docs, versions; in a cluster the changed indexes of all. ARGV: the `PackedCommit` of each model, all together as MessagePack,
 * because thousands of arguments cost more; the texts of all their documents, which MessagePack would take long to encode.
 * Answers for each model 1 if it was committed to, else 0.
 */
const commit = `
local function inPieces(list, work)
  for start = 1, #list, 1000 do work(unpack(list, start, math.min(start + 999, #list))) end
end
local read = 0
local function withTexts(docs)
  for i = 2, #docs, 2 do
    local size = docs[i]
    docs[i] = string.sub(ARGV[2], read + 1, read + size)
    read = read + size
  end
end
local function committed(to, checkpoint, docs, versions)
  local at = redis.call("HMGET", checkpoint, "position", "live", "build")
  withTexts(to.docs)
  if (at[1] or "") ~= to.from or (at[3] or "") ~= to.build or (at[1] and not at[2]) then return 0 end
  inPieces(to.docs, function(...) redis.call("HINCRBY", checkpoint, "docs", redis.call("HSET", docs, ...)) end)
  inPieces(to.gone, function(...) redis.call("HINCRBY", checkpoint, "docs", 0 - redis.call("HDEL", docs, ...)) end)
  -- Before others are removed, so that an index which is never empty is never deleted.
  for name, members in pairs(to.taken) do
    if redis.call("HEXISTS", checkpoint, "index:" .. name) == 0 then redis.call("UNLINK", to.prefix .. name) end
    inPieces(members, function(...)
      redis.call("HINCRBY", checkpoint, "index:" .. name, redis.call("ZADD", to.prefix .. name, ...))
    end)
  end
  for name, members in pairs(to.left) do
    local count = 1
    inPieces(members, function(...)
      count = redis.call("HINCRBY", checkpoint, "index:" .. name, 0 - redis.call("ZREM", to.prefix .. name, ...))
    end)
    if count == 0 then redis.call("HDEL", checkpoint, "index:" .. name) end
  end
  local is = to.checkpoint
  local live = at[2] == "1" and "1" or is.live
  redis.call("HINCRBY", checkpoint, "docs", 0)
  redis.call("HSET", checkpoint, "position", is.position, "stopped", is.stopped, "live", live, "mark", is.mark, "stop", is.stop)
  if is.build ~= "" then redis.call("HSET", checkpoint, "build", is.build) end
  redis.call("SADD", versions, to.version)
  return 1
end
local done = {}
for at, to in ipairs(cmsgpack.unpack(ARGV[1])) do done[at] = committed(to, unpack(KEYS, 3 * at - 2, 3 * at)) end
return done
`;

/**
 * KEYS: checkpoint, docs, versions, names of indexes as earlier builds kept them, a key of earlier builds, a key that never
 * is. ARGV: version, prefix of the indexes.
 */
const dropped = `
for _, name in ipairs(redis.call("SMEMBERS", KEYS[4])) do redis.call("UNLINK", ARGV[2] .. name) end
for _, field in ipairs(redis.call("HKEYS", KEYS[1])) do
  local name = string.match(field, "^index:(.*)$")
  if name then redis.call("UNLINK", ARGV[2] .. name) end
end
redis.call("UNLINK", KEYS[1], KEYS[2], KEYS[4], KEYS[5])
redis.call("SREM", KEYS[3], ARGV[1])
return 1
`;
const drop = dropped;

/** The same, unless the last key is there, which a rebuild holds. KEYS: as those of `drop`, and that key. Answers 1 if it was dropped. */
const dropLeft = `if redis.call("EXISTS", KEYS[7]) == 1 then return 0 end${dropped}`;

/** KEYS: what rebuilds hold. ARGV: a build. Deletes those that it holds. */
const letGo = `
for _, key in ipairs(KEYS) do
  if redis.call("GET", key) == ARGV[1] then redis.call("DEL", key) end
end
return 1
`;

/**
 * Puts models that were built anew in the places of those that answer: all in one step, or none. Old documents are freed in
 * the background, new ones are only renamed.
 *
 * KEYS: for each model checkpoint, docs, versions where it was built, and checkpoint, docs, versions of its place; a key that
 * never is. ARGV: the build; for each model its version, and what the keys of its indexes begin with, where it was built and in
 * its place. Answers "taken" if one is of another build or not there, "broken" if one is not whole and live, "behind" if one has
 * not come as far as what answers in its place, and else "done", also if it had been done before.
 */
const takePlace = `
local function isLess(one, other)
  return #one < #other or (#one == #other and one < other)
end
local function indexesOf(checkpoint)
  local counts = {}
  local fields = redis.call("HGETALL", checkpoint)
  for i = 1, #fields, 2 do
    local name = string.match(fields[i], "^index:(.*)$")
    if name then counts[name] = tonumber(fields[i + 1]) end
  end
  return counts
end
local function standing(key, arg)
  local at = redis.call("HMGET", KEYS[key], "build", "position", "live", "stopped", "docs")
  if at[1] ~= ARGV[1] then return "taken" end
  if at[3] ~= "1" or at[4] ~= "0" or redis.call("HLEN", KEYS[key + 1]) ~= tonumber(at[5]) then return "broken" end
  for name, count in pairs(indexesOf(KEYS[key])) do
    if redis.call("ZCARD", ARGV[arg + 1] .. name) ~= count then return "broken" end
  end
  local place = redis.call("HMGET", KEYS[key + 3], "position", "live")
  if place[2] == "1" and isLess(at[2], place[1]) then return "behind" end
  return "done"
end
local last = (#ARGV - 1) / 3 - 1
local function isDone()
  for nth = 0, last do
    if redis.call("HGET", KEYS[6 * nth + 4], "build") ~= ARGV[1] then return false end
  end
  return true
end
if isDone() then return "done" end
for nth = 0, last do
  local is = standing(6 * nth + 1, 3 * nth + 2)
  if is ~= "done" then return is end
end
for nth = 0, last do
  local key, arg = 6 * nth + 1, 3 * nth + 2
  for name in pairs(indexesOf(KEYS[key + 3])) do redis.call("UNLINK", ARGV[arg + 2] .. name) end
  redis.call("UNLINK", KEYS[key + 3], KEYS[key + 4])
  for name in pairs(indexesOf(KEYS[key])) do
    redis.call("UNLINK", ARGV[arg + 2] .. name)
    redis.call("RENAME", ARGV[arg + 1] .. name, ARGV[arg + 2] .. name)
  end
  if redis.call("EXISTS", KEYS[key + 1]) == 1 then redis.call("RENAME", KEYS[key + 1], KEYS[key + 4]) end
  redis.call("RENAME", KEYS[key], KEYS[key + 3])
  redis.call("SREM", KEYS[key + 2], ARGV[arg])
  redis.call("SADD", KEYS[key + 5], ARGV[arg])
end
return "done"
`;

/** The scripts by name. */
export const scripts = { get, list, count, look, commit, drop, dropLeft, letGo, takePlace };

/** The name of a script. */
export type ScriptName = keyof typeof scripts;
