# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE=… -DTARGET=… -DPATCH=… -DFILES=a.cpp;b.cpp -P apply.cmake: copies the files that a patch changes from
# SOURCE to TARGET, and applies it there. A patch that does not fit any more ends the build with its name.
foreach(file ${FILES})
    get_filename_component(folder ${TARGET}/${file} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    configure_file(${SOURCE}/${file} ${TARGET}/${file} COPYONLY)
endforeach()
execute_process(
    COMMAND patch --strip=1 --fuzz=0 --force --no-backup-if-mismatch --reject-file=- --directory=${TARGET} --input=${PATCH}
    RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
    file(REMOVE_RECURSE ${TARGET})
    message(FATAL_ERROR "The mistake ${PATCH} does not fit the product any more; make it anew.\n${said}")
endif()
# Later than the patch and the sources, whatever time the copy bears.
foreach(file ${FILES})
    file(TOUCH ${TARGET}/${file})
endforeach()
