#!/bin/sh
# bootstrap: starts the JVM of a Lambda function from the launch file beside it, coldbrew/launch (one argument a line, the
# first is the java to run; `@/` is this file's folder, `@@` one `@`). It stands in where no static launcher could be built,
# and does the same but for one thing: it can't hand over a connection, Java connects to the Runtime API by itself.
case $0 in
*/*) folder=${0%/*}/ ;;
*) folder=./ ;;
esac
folder=$(CDPATH='' cd -- "$folder" && pwd -P) || exit 126
launch=$folder/coldbrew/launch
if ! [ -f "$launch" ]; then
    echo "bootstrap: can't read $launch: No such file or directory" >&2
    exit 127
fi

java=
heap_is_said=
case ${JAVA_TOOL_OPTIONS-} in
*-Xmx* | *-XX:MaxHeapSize* | *-XX:MaxRAM*) heap_is_said=yes ;;
esac
set --
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '' | '#'*) continue ;;
    -Xmx* | -XX:MaxHeapSize* | -XX:MaxRAM*) heap_is_said=yes ;;
    esac
    expanded=
    while :; do
        case $line in
        *@*) ;;
        *) break ;;
        esac
        expanded=$expanded${line%%@*}
        line=${line#*@}
        case $line in
        /*) expanded=$expanded$folder ;;
        @*) expanded=$expanded@ line=${line#@} ;;
        *) expanded=$expanded@ ;;
        esac
    done
    if [ -z "$java" ]; then
        java=$expanded$line
    else
        set -- "$@" "$expanded$line"
    fi
done <"$launch"
if [ -z "$java" ]; then
    echo "bootstrap: can't use $launch: it names no java" >&2
    exit 126
fi

# A tenth of the memory and 48 MB stay free, the rest is heap; bootstrap.c says why.
case ${AWS_LAMBDA_FUNCTION_MEMORY_SIZE-} in
'' | 0* | *[!0-9]* | ??????????*) ;;
*)
    if [ -z "$heap_is_said" ]; then
        heap=$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE - AWS_LAMBDA_FUNCTION_MEMORY_SIZE / 10 - 48))
        [ "$heap" -ge 16 ] || heap=16
        set -- "-Xmx${heap}m" "$@"
    fi
    ;;
esac

if ! [ -e "$java" ]; then
    echo "bootstrap: can't run $java: No such file or directory" >&2
    exit 127
fi
exec "$java" "$@"
