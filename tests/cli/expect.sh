# For scripts that run the program in a folder of their own: to be sourced, and to be ended
# with `exit $failed`.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0

say()
{
    if [ "$1" = ok ]; then echo "ok: $2"; else
        echo "FAILED: $2" >&2
        failed=1
    fi
}

# expect STATUS SENTENCE COMMAND...: what it prints is in out, what it complains in err.
expect()
{
    wanted=$1 sentence=$2
    shift 2
    status=0
    "$@" >out 2>err || status=$?
    [ "$status" -eq "$wanted" ] && say ok "$sentence" || {
        cat out err >&2
        say no "$sentence: the exit status is $status, and not $wanted"
    }
}
