# fish completion for nonmun-search and nonmun-index. The options, commands and kinds of values are
# those of --help, so that they cannot disagree.

function __nonmun_complete
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l command
    if string match -q '*nonmun-index' -- $tokens[1]
        if test (count $tokens) -eq 1
            $tokens[1] --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\)  *\(.*\)/\1\t\2/p'
            return
        end
        set command $tokens[2]
    end
    set -l help ($tokens[1] $command --help 2>/dev/null)
    set -l takes
    if string match -q -- '-*' $tokens[-1]
        set takes (printf '%s\n' $help | sed -n "s/^ .*$tokens[-1] \([A-Z][A-Z]*\).*/\1/p")[1]
    end
    switch "$takes"
        case DIR
            __fish_complete_directories $current
        case FILE
            __fish_complete_path $current
        case WHEN
            printf '%s\n' auto always never
        case ORDER
            printf '%s\n' relevance votes date
        case ''
            if string match -q -- '-*' $current
                printf '%s\n' $help | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\)\( [A-Z]*\)\{0,1\} *\(.*\)/\2\t\4/p'
            else if string match -qr 'SOURCE|FILE' -- $help[1]
                __fish_complete_path $current
            end
    end
end
complete -c nonmun-search -f -a '(__nonmun_complete)'
complete -c nonmun-index -f -a '(__nonmun_complete)'
