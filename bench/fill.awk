# Fills the template: first file, names and values; second, the table; third, the template.

BEGIN { FS = "\t" }

FILENAME == ARGV[1] { value["@" $1 "@"] = $2; next }
FILENAME == ARGV[2] { table = table $0 "\n"; next }
$0 == "@TABLE@" { printf "%s", table; next }
{
    # Not gsub(): an & in a value would mean the text that was matched.
    for (name in value)
        while (at = index($0, name))
            $0 = substr($0, 1, at - 1) value[name] substr($0, at + length(name))
    print
}
