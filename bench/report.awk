# Makes one table of the lines that the programs of the benchmark print. Each line begins
# with a word that says what it is; the fields are separated by tabs.

BEGIN {
    FS = "\t"
    title["jansson"] = "jansson: `json_loadb`, `json_decref`; no rule"
    title["snapguard"] = "**snapguard: `snapguard_check`, every rule**"
    title["snapguard-query"] = "**the same as a query string**"
    title["simdjson"] = "simdjson: DOM parse; no rule"
    title["rapidjson"] = "RapidJSON: reader and `SchemaValidator`"
    title["rapidjson-without-patterns"] = "RapidJSON: the same, no regular expressions"
    note["snapguard", "invalid"] = ", line and column of each finding"
    note["snapguard-query", "invalid"] = ", likewise"
    note["rapidjson", "invalid"] = " (first error only)"
    note["rapidjson-without-patterns", "invalid"] = " (first error only)"
}

$1 == "document" { documents[++document_count] = $2; requests[$2] = $3; bytes[$2] = $4 }
$1 == "missing" { missing[++missing_count] = $2; package[$2] = $3 }
$1 == "cost" {
    if (!($2 in known)) {
        known[$2] = 1
        peers[++peer_count] = $2
    }
    cost[$2, $3] = $4
    ratio[$2, $3] = $5
    spread[$2, $3] = middle($6, $7)
}
$1 == "instructions" { instructions[$2, $3] = $4 }
$1 == "allocations" { allocations[$2, $3] = $4 + $5 }
$1 == "skipped" { skipped[++skipped_count] = $2 }
$1 == "stream-size" { stream_bytes = $2; stream_lines = $3 }
$1 == "stream" || $1 == "start" || $1 ~ /^files-/ { commands[++command_count] = $0 }

function digits(value) {
    return sprintf(value < 0.9995 ? "%.3f" : "%.2f", value)
}

function middle(low, high) {
    return digits(low) "–" digits(high)
}

function grouped(number,    text) {
    text = sprintf("%d", number)
    while (text ~ /[0-9][0-9][0-9][0-9]/)
        text = with_comma(text)
    return text
}

# 1234567 -> 1234,567: the last group that has no comma before it yet.
function with_comma(text,    end) {
    end = index(text, ",") ? index(text, ",") - 1 : length(text)
    return substr(text, 1, end - 3) "," substr(text, end - 2)
}

function duration(nanoseconds) {
    if (nanoseconds < 1000)
        return sprintf("%d ns", nanoseconds + 0.5)
    return sprintf("%.2f µs", nanoseconds / 1000)
}

function or_dash(table, key) {
    if (!(key in table))
        return "–"
    return table[key] == int(table[key]) ? grouped(table[key]) : table[key]
}

function print_document(name,    peer, input, i) {
    input = name ", " bytes[name] " B"
    if (requests[name] > 1)
        input = name ", " requests[name] " of " bytes[name] " B on average"
    for (i = 1; i <= peer_count; i++) {
        peer = peers[i]
        printf "| %s | %s | %s | %s | %s | %s | %s |\n", input,
            title[peer] note[peer, name], duration(cost[peer, name]),
            digits(ratio[peer, name]), spread[peer, name],
            or_dash(instructions, peer SUBSEP name),
            or_dash(allocations, peer SUBSEP name)
        input = ""
    }
    for (i = 1; i <= missing_count; i++)
        printf "| | %s | not measured: `apt-get install %s` | | | | |\n",
            title[missing[i]], package[missing[i]]
}

function stream_cost(cpu, peak) {
    return sprintf("%.2f s, %d MB/s, peak %.1f MiB", cpu, stream_bytes / cpu / 1000000,
        peak / 1024)
}

function start_cost(wall, peak) {
    return sprintf("%.2f ms, peak %.1f MiB", wall * 1000, peak / 1024)
}

function files_cost(cpu, peak) {
    return sprintf("%.0f ms, peak %.1f MiB", cpu * 1000, peak / 1024)
}

function print_command(line,    field, input, what, cost) {
    split(line, field, FS)
    what = "**`snapguard check`**"
    if (field[2] ~ /wc$/)
        what = "`wc -l`, the floor"
    if (field[2] ~ /true$/)
        what = "`/bin/true`, the floor"
    if (field[2] ~ /bench-read$/)
        what = "open, read, close each, the floor"
    input = "one process, small in a file"
    cost = start_cost(field[3], field[5])
    if (field[1] == "stream") {
        input = sprintf("NDJSON, %d MB, %s requests, 5 %% invalid",
            stream_bytes / 1000000, grouped(stream_lines))
        cost = stream_cost(field[4], field[5])
    }
    if (field[1] ~ /^files-/) {
        input = sprintf("10,000 files, 5 %% invalid, `--format %s`", substr(field[1], 7))
        cost = files_cost(field[4], field[5])
    }
    printf "| %s | %s | %s | %s | %s | – | – |\n", field[1] == group ? "" : input, what,
        cost, digits(field[6]), middle(field[7], field[8])
    group = field[1]
}

END {
    print "| input | what | cost | ratio | middle half | instructions | allocations |"
    print "|---|---|---:|---:|---:|---:|---:|"
    for (i = 1; i <= document_count; i++)
        print_document(documents[i])
    for (i = 1; i <= command_count; i++)
        print_command(commands[i])
    for (i = 1; i <= skipped_count; i++)
        printf "| | %s | | | | | |\n", skipped[i]
}
